import { cors } from 'hono/cors'
import { csrf } from 'hono/csrf'
import { createMiddleware } from 'hono/factory'
import type { AppEnv } from '../env.ts'
import { paths } from '../paths.ts'

// After an answer its headers are set on itself: `c.header` would then make another one, with its body as a stream.

/**
 * A name for this request in faults and logs. It is never one that the visitor sent, and stands on no answer that
 * worked: a public answer is the same for everyone, to the byte.
 */
export const nameRequest = createMiddleware<AppEnv>(async (c, next) => {
  c.set('requestId', crypto.randomUUID())
  await next()
  if (c.res.status >= 400) c.res.headers.set('x-request-id', c.var.requestId)
})

const allowEverySite = cors({
  origin: '*',
  allowMethods: ['GET', 'HEAD'],
  allowHeaders: ['if-none-match'],
  exposeHeaders: ['etag', 'age'],
  maxAge: 24 * 60 * 60,
})

/**
 * What the API gives is for everyone, on every site: scripts may ask whether it has changed, and read how old it is.
 * Mounted around `protect`.
 */
export const shareAcrossOrigins = createMiddleware<AppEnv>(async (c, next) => {
  await next()
  // What a browser asks before it asks is answered in the place of a 405, with the headers that every answer has.
  const preflight = await allowEverySite(c, async () => {})
  if (preflight) c.res = preflight
  c.res.headers.set('cross-origin-resource-policy', 'cross-origin')
})

/**
 * What stands behind an address in a mail or a chat, where a program takes it for a part of it: marks, blanks, what
 * prints as nothing. No address of ours ends so. Twelve at most, for a long row would be looked at from each place.
 */
const sweptIn = /^((?:\/[\w.-]*[\w-])+)\/?[\s.,;:!?)\]>}'"*`»”’…\u200B-\u200F\u2060\uFEFF]{1,12}$/

export const dropSweptIn = createMiddleware<AppEnv>(async (c, next) => {
  const { method, path, url } = c.req
  const [, meant] = /\w$/.test(path) ? [] : (sweptIn.exec(path) ?? [])
  if (meant === undefined || !['GET', 'HEAD'].includes(method)) return next()
  return c.redirect(meant + new URL(url).search, 301)
})

/** By which a cache before us is told more than `cache-control` says. */
const forCachesBefore = ['cdn-cache-control', 'cloudflare-cdn-cache-control', 'x-accel-expires']

/**
 * No cache keeps anything unless its answer says so: caches guess where nothing is said. A refusal is for who asked,
 * and gone when what it says is mended.
 */
export const keepOutOfCaches = createMiddleware<AppEnv>(async (c, next) => {
  await next()
  const { status, headers } = c.res
  if (status < 400 && headers.has('cache-control')) return
  headers.set('cache-control', 'no-store')
  for (const name of forCachesBefore) headers.delete(name)
})

/**
 * Offers the same page at the onion service, where there is one: Tor Browser goes there, others do not know the header.
 * Not at the desk, as passkeys belong to the host name.
 */
export const offerOnion = createMiddleware<AppEnv>(async (c, next) => {
  await next()
  const { onionUrl } = c.var.deps.config
  if (onionUrl === undefined || !/^text\/html/.test(c.res.headers.get('content-type') ?? '')) return
  if (deskPaths.some(path => c.req.path.startsWith(path))) return
  const { pathname, search } = new URL(c.req.url)
  c.res.headers.set('onion-location', onionUrl + pathname + search)
})

const deskPaths = [paths.desk.queue, paths.auth.all.slice(0, -1)]

/**
 * Refuses what another site makes a browser send. Every browser says where a POST comes from, so a request that says
 * nothing at all is not a browser's, and carries nobody's cookie either.
 */
export const sameOriginOnly = createMiddleware<AppEnv>(async (c, next) => {
  const fromBrowser = ['origin', 'sec-fetch-site', 'cookie'].some(name => c.req.header(name) !== undefined)
  return fromBrowser ? csrf({ origin: c.var.deps.config.publicUrl })(c, next) : next()
})
