import { createMiddleware } from 'hono/factory'
import type { Period } from '../domain/statement.ts'
import { takesGzip } from './gzip.ts'
import type { AppEnv } from '../env.ts'
import { matches } from './cached-answer.ts'
import type { Snapshots } from './snapshot.ts'

/** What a request says of itself: `address` as it stands in its first line. */
export type Asked = {
  method: string | undefined
  address: string | undefined
  header: (name: 'accept-encoding' | 'if-none-match') => string | undefined
}

type Headers = Record<string, string>
type Finished = {
  body: Uint8Array<ArrayBuffer>
  etag: string
  headers: Headers
  /** RFC 9110, 15.4.5: those of a 304, which renews what the visitor has. */
  unchanged: Headers
  /** From when on a page would say something else though its list is the same; in milliseconds. */
  until: number
}

// Whatever was finished for a list goes with it.
const finished = new WeakMap<object, Map<string, Finished>>()

const keyOf = (address: string, gzip: boolean) => (gzip ? `gzip ${address}` : address)

/** One address has one spelling here: what is asked for with a query or an escape goes the long way. */
const isPlain = (address: string) => /^\/[\w./-]+$/.test(address)

/** Around everything: keeps what `answerHeld` finished, with every header that it left with. */
export const keepFinished = createMiddleware<AppEnv>(async (c, next) => {
  // Before the page is made: should a statement open or close meanwhile, it is asked for once more.
  const asked = c.var.deps.now()
  await next()
  const { finished: made } = c.var
  const address = c.req.url.slice(c.req.url.indexOf('/', 'https://'.length))
  if (!made || c.req.method !== 'GET' || c.res.status !== 200 || !isPlain(address)) return
  const { held, body, etag } = made
  const headers = Object.fromEntries(c.res.headers)
  const { 'content-type': type, 'content-encoding': coding, ...unchanged } = headers
  const key = keyOf(address, takesGzip(c.req.header('accept-encoding')))
  const until = nextChange(held.statement, asked)
  const kept = finished.get(held) ?? new Map<string, Finished>()
  finished.set(held, kept.set(key, { body, etag, headers, unchanged, until }))
})

/** When a statement opens or closes, should that be to come. */
function nextChange({ opensAt, closesAt }: Period, now: Date): number {
  const moments = [opensAt, closesAt].map(moment => Date.parse(moment ?? ''))
  return Math.min(...moments.filter(moment => moment > now.getTime()))
}

/**
 * The answer that somebody else got for the same address since the list last changed, past the router and every
 * middleware: it is the same for everybody, to the byte. Null where there is none, or where it is time to ask
 * whether the list has changed.
 */
export function answerAgain(asked: Asked, snapshots: Snapshots, now: () => Date): Response | null {
  const { method, address } = asked
  if (method !== 'GET' || address === undefined) return null
  const key = keyOf(address, takesGzip(asked.header('accept-encoding')))
  for (const held of snapshots.fresh()) {
    const found = finished.get(held)?.get(key)
    if (!found || now().getTime() >= found.until) continue
    const { body, etag, headers, unchanged } = found
    return matches(asked.header('if-none-match'), etag)
      ? new Response(null, { status: 304, headers: unchanged })
      : new Response(body, { headers })
  }
  return null
}
