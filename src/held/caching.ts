import { createHash } from 'node:crypto'

/**
 * How long a cache may go on with a list while we answer nothing, in seconds. A name that is withdrawn meanwhile lives
 * as long there, so it is an hour and no more.
 */
const longestStale = 3600

/**
 * Proxies and browsers: a shared cache keeps a list for a second. No `stale-while-revalidate`: the first reader after a
 * quiet night would get last night's list.
 */
const forProxies = `public, max-age=0, s-maxage=1, stale-if-error=${longestStale}`
/** Cloudflare, which takes this header off and ignores `stale-if-error` beside `s-maxage` (decision 0017). */
const forCloudflare = `public, max-age=1, stale-if-error=${longestStale}`

type CachingHeaders = Readonly<Record<string, string>>

const usual: CachingHeaders = { 'cache-control': forProxies, 'cloudflare-cdn-cache-control': forCloudflare }

/**
 * Where readers are in danger no browser keeps anything, and no proxy on the way. What stands before us does, as it has
 * a header of its own, which it obeys instead: Cloudflare, other networks by RFC 9213, nginx. No `Surrogate-Control`:
 * at the sight of it Varnish goes past `no-store`, and keeps an answer for two minutes (decision 0021).
 */
const inDanger: CachingHeaders = {
  'cache-control': 'no-store',
  'cdn-cache-control': forCloudflare,
  'cloudflare-cdn-cache-control': forCloudflare,
  'x-accel-expires': '1',
}

/** What an answer is made of: the age of a list, and whether whoever reads it is in danger. */
export type Cacheable = { readonly asOf: string | null; readonly readersInDanger: boolean }

/**
 * How a cache may keep a public answer. While the database is away, `asOf` is when it last answered (ISO 8601 in UTC,
 * by the real clock), and `age` says how many seconds ago that was (RFC 9111, 5.1).
 *
 * An age makes an answer stale for a cache. The second stays one all the same: a cache that ignores the age would go on
 * with the old list when the database is back.
 */
export function cachingHeaders({ asOf, readersInDanger }: Cacheable): CachingHeaders {
  const headers = readersInDanger ? inDanger : usual
  if (asOf === null) return headers
  const age = Math.max(0, Math.round((Date.now() - Date.parse(asOf)) / 1000))
  return { ...headers, age: String(age) }
}

/** The tag of a body, of its bytes as they are before anything compresses them. */
export const tagOf = (body: string | Uint8Array): string =>
  `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`

/**
 * True if `If-None-Match` names the tag (RFC 9110, 13.1.2): a list of tags, compared weakly, as a proxy that
 * compresses marks them weak. A header of more than 1,000 characters names none.
 */
export function matchesTag(header: string | undefined, etag: string): boolean {
  if (header === undefined || header.length > 1000) return false
  // As browsers send it: one tag. It costs no list.
  if (header === etag || header === `W/${etag}`) return true
  return header.split(',').some(tag => tag.trim().replace(/^W\//, '') === etag || tag.trim() === '*')
}
