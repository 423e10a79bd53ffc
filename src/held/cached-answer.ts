import { createHash } from 'node:crypto'
import type { Context } from 'hono'
import { encoded } from './gzip.ts'
import type { AppEnv } from '../env.ts'
import type { Held, Rendered } from './snapshot.ts'

/**
 * A shared cache may keep a list for a second, and stale only while we are down. No
 * `stale-while-revalidate`: the first reader after a quiet night would get last night's list.
 */
export const publicCaching = 'public, max-age=0, s-maxage=1, stale-if-error=86400'

export const jsonType = 'application/json; charset=utf-8'

/**
 * Answers with bytes made once a revision. The same for every visitor: nothing of the request but the
 * variant goes in, and an unchanged answer costs a 304 without a body.
 */
export function answerHeld(
  c: Context<AppEnv>,
  held: Held | Omit<Held, 'statement'>,
  variant: string,
  type: string,
  make: () => string,
): Response {
  let rendered = held.rendered.get(variant)
  if (!rendered) {
    rendered = render(make())
    held.rendered.set(variant, rendered)
  }
  return answerRendered(c, held, rendered, type)
}

/** A list has a beginning in each order and for each country: those that were asked for last are held. */
export const beginningsMost = 100
type Beginnings = { made: Map<string, Rendered>; asked: Map<string, Promise<Rendered>> }
// They go with the list that they are of.
const beginnings = new WeakMap<Held, Beginnings>()

/**
 * As {@link answerHeld}, where making takes asking the database: once for all who come meanwhile, but on Workers, where
 * a request may not wait for another request's I/O.
 */
export async function answerBeginning(
  c: Context<AppEnv>,
  held: Held,
  variant: string,
  type: string,
  ask: () => Promise<string>,
): Promise<Response> {
  const { made, asked } = beginningsOf(held)
  const rendered = made.get(variant) ?? (await askOnce(c.var.deps.lister ? asked : null, variant, ask))
  // A map is in the order of its writing, so that its first is what nobody asked for the longest.
  made.delete(variant)
  made.set(variant, rendered)
  const [oldest] = made.keys()
  if (made.size > beginningsMost && oldest !== undefined) made.delete(oldest)
  return answerRendered(c, held, rendered, type)
}

function beginningsOf(held: Held): Beginnings {
  const known = beginnings.get(held) ?? { made: new Map(), asked: new Map() }
  beginnings.set(held, known)
  return known
}

function askOnce(
  asked: Beginnings['asked'] | null,
  variant: string,
  ask: () => Promise<string>,
): Promise<Rendered> {
  const underWay = asked?.get(variant)
  if (underWay) return underWay
  const asking = ask().then(render)
  if (!asked) return asking
  const shared = asking.finally(() => asked.delete(variant))
  asked.set(variant, shared)
  return shared
}

function answerRendered(
  c: Context<AppEnv>,
  held: Held | Omit<Held, 'statement'>,
  rendered: Rendered,
  type: string,
): Response {
  const { body, headers: encoding } = encoded(c, rendered)
  const { 'content-encoding': coding, ...vary } = encoding
  const headers = {
    // The tag is of the bytes as they are: of smaller ones it says that they mean the same.
    etag: body === rendered.body ? rendered.etag : `W/${rendered.etag}`,
    ...cachingOf(held.asOf),
  }
  if (matches(c.req.header('if-none-match'), rendered.etag)) return c.body(null, 304, { ...headers, ...vary })
  // An answer with an age is another one in a second.
  if ('statement' in held && held.asOf === null) c.set('finished', { held, body, etag: rendered.etag })
  return c.body(body, 200, { 'content-type': type, ...headers, ...encoding })
}

/**
 * How a shared cache may keep an answer, and while the database is away how long ago that said so, in seconds (RFC
 * 9111, 5.1). By the real clock. An age makes an answer stale for a cache; were `s-maxage` as much longer, one that
 * does not count the age would go on with an old list when the database is back.
 */
export function cachingOf(asOf: string | null): { 'cache-control': string; age?: string } {
  if (asOf === null) return { 'cache-control': publicCaching }
  const age = Math.max(0, Math.round((Date.now() - Date.parse(asOf)) / 1000))
  return { 'cache-control': publicCaching, age: String(age) }
}

function render(text: string): Rendered {
  const body = new TextEncoder().encode(text)
  return { body, etag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"` }
}

/** RFC 9110, 13.1.2: a list of tags, compared weakly, as a proxy that compresses marks them weak. */
export function matches(header: string | undefined, etag: string): boolean {
  if (header === undefined || header.length > 1000) return false
  return header.split(',').some(tag => tag.trim().replace(/^W\//, '') === etag || tag.trim() === '*')
}
