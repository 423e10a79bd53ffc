import type { Context } from 'hono'
import type { AppEnv } from '../env.ts'
import { type Cacheable, cachingHeaders, matchesTag, tagOf } from './caching.ts'

/**
 * Answers with a page that is made for each who asks, as there are too many like it to hold. One that is open and asks
 * whether it has changed gets a 304 without a body.
 */
export function answerAnew(c: Context<AppEnv>, held: Cacheable, html: string) {
  const etag = tagOf(html)
  const headers = { etag, ...cachingHeaders(held) }
  if (matchesTag(c.req.header('if-none-match'), etag)) return c.body(null, 304, headers)
  return c.html(html, 200, headers)
}
