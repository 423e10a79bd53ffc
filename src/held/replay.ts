import { createMiddleware } from 'hono/factory'
import type { Period } from '../domain/statement-times.ts'
import type { AppEnv } from '../env.ts'
import type { Bytes, Replay } from './answers.ts'
import { matchesTag } from './caching.ts'
import { takesGzip } from './gzip.ts'
import type { Snapshots } from './snapshot.ts'

/** What a request says of itself: `address` as it stands in its first line. */
type RequestLine = {
  method: string | undefined
  address: string | undefined
  header: (name: 'accept-encoding' | 'if-none-match') => string | undefined
}

const wayOf = (acceptEncoding: string | undefined) => (takesGzip(acceptEncoding) ? 'gzip' : 'plain')

/** True for an address without a query or an escape: it has one spelling. Any other is answered by the router. */
const isPlain = (address: string) => /^\/[\w./-]+$/.test(address)

/**
 * Outermost: gives a 304 to whoever has already what `answerOnce` made, and keeps it to be given again, with every
 * header that the other middleware set.
 */
export const answerAgain = createMiddleware<AppEnv>(async (c, next) => {
  // From before the page is made: a statement that opens or closes meanwhile makes it old at once.
  const startedAt = c.var.deps.now()
  await next()
  const { finished } = c.var
  if (!finished || c.res.status !== 200) return
  const { body, etag, owner } = finished
  const headers = Object.fromEntries(c.res.headers)
  // What tells of the body, and where else it is, is not told anew.
  const { 'content-type': _, 'content-encoding': __, 'onion-location': ___, ...unchangedHeaders } = headers
  const address = c.req.url.slice(c.req.url.indexOf('/', 'https://'.length))
  if (owner && c.req.method === 'GET' && isPlain(address)) {
    const until = nextChange('statement' in owner ? [owner.statement] : owner.statements, startedAt)
    owner.answers.replays[wayOf(c.req.header('accept-encoding'))].set(address, {
      // Node makes one of any other bytes each time that it sends them.
      body: Buffer.from(body.buffer, body.byteOffset, body.byteLength),
      etag,
      headers: { ...headers, 'content-length': String(body.length) },
      unchangedHeaders,
      until,
    })
    c.var.deps.snapshots.own(address, owner)
  }
  if (!matchesTag(c.req.header('if-none-match'), etag)) return
  // Hono would set the headers of the one answer on the other.
  c.res = undefined
  c.res = new Response(null, { status: 304, headers: unchangedHeaders })
})

/** In milliseconds: when one of the statements next opens or closes; infinity where none does either any more. */
function nextChange(periods: readonly Period[], now: Date): number {
  const moments = periods.flatMap(({ opensAt, closesAt }) =>
    [opensAt, closesAt].map(moment => Date.parse(moment ?? '')),
  )
  return Math.min(...moments.filter(moment => moment > now.getTime()))
}

/** An answer as a server writes it. */
type Replayed = {
  readonly status: 200 | 304
  readonly headers: Readonly<Record<string, string>>
  readonly body: Bytes | null
}

/**
 * The answer that somebody else got for the same address from the list as it stands, past the router and every
 * middleware: it is the same for everybody, to the byte. Null where there is none, or where it is time to ask whether
 * the list has changed. No `Request` and no `Response` is made of it on Node: they cost more than all the rest.
 */
export function replay(
  request: RequestLine,
  snapshots: Pick<Snapshots, 'ownerOf'>,
  now: () => Date,
): Replayed | null {
  const { method, address, header } = request
  if (method !== 'GET' || address === undefined) return null
  const way = wayOf(header('accept-encoding'))
  const answer = snapshots.ownerOf(address)?.answers.replays[way].get(address)
  return answer && now().getTime() < answer.until ? answerTo(answer, header('if-none-match')) : null
}

const answerTo = (
  { body, etag, headers, unchangedHeaders }: Replay,
  ifNoneMatch: string | undefined,
): Replayed =>
  matchesTag(ifNoneMatch, etag)
    ? { status: 304, headers: unchangedHeaders, body: null }
    : { status: 200, headers, body }
