/**
 * A shared cache may keep a list for a second, and stale only while we are down. No
 * `stale-while-revalidate`: the first reader after a quiet night would get last night's list.
 */
const publicCaching = 'public, max-age=0, s-maxage=1, stale-if-error=86400'

/**
 * How a shared cache may keep a public answer. While the database is away, `asOf` is when it last answered (ISO 8601
 * in UTC, by the real clock), and `age` says how many seconds ago that was (RFC 9111, 5.1).
 *
 * An age makes an answer stale for a cache. `s-maxage` stays 1 all the same: a cache that ignores the age would go on
 * with the old list when the database is back.
 */
export function cachingHeaders(asOf: string | null): { 'cache-control': string; age?: string } {
  if (asOf === null) return { 'cache-control': publicCaching }
  const age = Math.max(0, Math.round((Date.now() - Date.parse(asOf)) / 1000))
  return { 'cache-control': publicCaching, age: String(age) }
}

/**
 * True if `If-None-Match` names the tag (RFC 9110, 13.1.2): a list of tags, compared weakly, as a proxy that
 * compresses marks them weak. A header of more than 1,000 characters names none.
 */
export function matchesTag(header: string | undefined, etag: string): boolean {
  if (header === undefined || header.length > 1000) return false
  return header.split(',').some(tag => tag.trim().replace(/^W\//, '') === etag || tag.trim() === '*')
}
