import type { Context } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { csrf } from 'hono/csrf'
import { createMiddleware } from 'hono/factory'
import { HTTPException } from 'hono/http-exception'
import { secureHeaders } from 'hono/secure-headers'
import type { AppEnv } from '../env.ts'
import { verbPatience, within } from '../storage/time-limit.ts'

const maxBody = 64 * 1024
/** In milliseconds: a verb that ran out of patience may still say so in its own page, which takes up to two seconds. */
const patience = verbPatience + 3000
const twoYears = 2 * 365 * 24 * 60 * 60

// After an answer its headers are set on itself: `c.header` would then make another one, with its body as a stream.

/**
 * A name for this request in faults and logs. Never one that the visitor sent; and not on what worked, as a
 * public answer is the same for everyone, to the byte.
 */
export const nameRequest = createMiddleware<AppEnv>(async (c, next) => {
  c.set('requestId', crypto.randomUUID())
  await next()
  if (c.res.status >= 400) c.res.headers.set('x-request-id', c.var.requestId)
})

const policy = {
  defaultSrc: ["'none'"],
  styleSrc: ["'self'"],
  fontSrc: ["'self'"],
  imgSrc: ["'self'"],
  formAction: ["'self'"],
  baseUri: ["'none'"],
  frameAncestors: ["'none'"],
}

type Headers = { contentSecurityPolicy: Record<string, string[]>; framed?: boolean }

const headers = ({ contentSecurityPolicy, framed = false }: Headers) =>
  secureHeaders({
    contentSecurityPolicy,
    strictTransportSecurity: `max-age=${twoYears}`,
    // Chromium sends `Origin: null` on our own forms under `no-referrer`; this still tells no other site.
    referrerPolicy: 'same-origin',
    crossOriginOpenerPolicy: 'same-origin',
    crossOriginResourcePolicy: framed ? 'cross-origin' : 'same-origin',
    xFrameOptions: framed ? false : 'DENY',
    permissionsPolicy: { camera: [], geolocation: [], microphone: [], payment: [], usb: [] },
  })

/** Our own scripts, which ask this site and no other. */
const withScripts = { ...policy, scriptSrc: ["'self'"], connectSrc: ["'self'"] }

const setHeaders = {
  still: headers({ contentSecurityPolicy: policy }),
  live: headers({ contentSecurityPolicy: withScripts }),
  embed: headers({ contentSecurityPolicy: { ...withScripts, frameAncestors: ['*'] }, framed: true }),
}

/** The headers of every answer, errors too. No script runs on a public page but on a {@link live} one. */
export const protect = createMiddleware<AppEnv>(async (c, next) => {
  await next()
  // A 304 renews the headers of the page that the browser has: they must be the page's own.
  const ofPage = c.res.status === 200 || c.res.status === 304
  return setHeaders[(ofPage && c.var.page) || 'still'](c, async () => {})
})

/** A route whose page keeps itself up to date with src/client/live.ts. */
export const live = createMiddleware<AppEnv>(async (c, next) => {
  c.set('page', 'live')
  await next()
})

/** As {@link live}, and any site may have it in a frame: nothing on it can be pressed in anybody's name. */
export const embeddable = createMiddleware<AppEnv>(async (c, next) => {
  c.set('page', 'embed')
  await next()
})

/** The desk alone has scripts, its own. Mounted around {@link protect}. */
export const protectDesk = headers({ contentSecurityPolicy: withScripts })

/**
 * What the API gives is for everyone, on every site: scripts may ask whether it has changed, and read how old it is.
 * Mounted around {@link protect}.
 */
export const shareAcrossOrigins = createMiddleware<AppEnv>(async (c, next) => {
  if (c.req.method === 'OPTIONS' && c.req.header('access-control-request-method')) {
    c.res = c.body(null, 204, {
      'access-control-allow-methods': 'GET, HEAD',
      'access-control-allow-headers': 'if-none-match',
      'access-control-max-age': '86400',
    })
  } else await next()
  c.res.headers.set('access-control-allow-origin', '*')
  c.res.headers.set('access-control-expose-headers', 'etag, age')
  c.res.headers.set('cross-origin-resource-policy', 'cross-origin')
})

/** Nothing is kept by any cache unless its answer says so: caches guess where nothing is said. */
export const keepOutOfCaches = createMiddleware<AppEnv>(async (c, next) => {
  await next()
  if (!c.res.headers.has('cache-control')) c.res.headers.set('cache-control', 'no-store')
})

/**
 * Refuses what another site makes a browser send. Every browser says where a POST comes from, so a
 * request that says nothing at all is not a browser's, and may not carry anybody's cookie either.
 */
export const sameOriginOnly = createMiddleware<AppEnv>(async (c, next) => {
  const fromBrowser = ['origin', 'sec-fetch-site', 'cookie'].some(name => c.req.header(name) !== undefined)
  return fromBrowser ? csrf({ origin: c.var.deps.config.publicUrl })(c, next) : next()
})

/**
 * A database that neither answers nor refuses must not leave anybody with an empty tab: what takes longer ends as
 * a 503. What has a body is not hurried while that comes, over whatever connection: see {@link formsOnly}.
 */
export const answerInTime = createMiddleware<AppEnv>(async (c, next) => {
  if (c.req.method === 'POST') return next()
  return within(patience, next())
})

/**
 * Forms only, and small ones: 415 and 413 before anything is parsed. The whole body is here before whatever comes
 * next, which may be the question who sent it: one that comes drop by drop must not outlive its sender's session.
 */
export const formsOnly = createMiddleware<AppEnv>(async (c, next) => {
  const type = mediaType(c)
  if (type !== 'application/x-www-form-urlencoded' && type !== 'multipart/form-data')
    throw new HTTPException(415)
  return limitBody(c, async () => {
    const body = await c.req.arrayBuffer()
    const headers = { 'content-type': c.req.header('content-type') ?? '' }
    c.req.bodyCache.formData = await new Response(body, { headers }).formData().catch(() => {
      throw new HTTPException(400)
    })
    await within(patience, next())
  })
})

/**
 * What our own script sends: its browser names our origin, always. 403, 415 and 413 before anything is parsed,
 * and all of it here before anybody is let in, as with {@link formsOnly}.
 */
export const jsonOnly = createMiddleware<AppEnv>(async (c, next) => {
  if (c.req.header('origin') !== c.var.deps.config.publicUrl) throw new HTTPException(403)
  if (mediaType(c) !== 'application/json') throw new HTTPException(415)
  return limitBody(c, async () => {
    await c.req.text()
    await within(patience, next())
  })
})

/** What the body is said to be, in lower case, without parameters. */
export const mediaType = (c: { req: Pick<Context['req'], 'header'> }) =>
  (c.req.header('content-type') ?? '').split(';', 1)[0]?.trim().toLowerCase()

const limitBody = bodyLimit({
  maxSize: maxBody,
  onError: () => {
    throw new HTTPException(413)
  },
})
