import { bodyLimit } from 'hono/body-limit'
import { csrf } from 'hono/csrf'
import { createMiddleware } from 'hono/factory'
import { HTTPException } from 'hono/http-exception'
import { secureHeaders } from 'hono/secure-headers'
import type { AppEnv } from './env.ts'

const maxBody = 64 * 1024
const twoYears = 2 * 365 * 24 * 60 * 60

/**
 * A name for this request in faults and logs. Never one that the visitor sent; and not on what worked, as a
 * public answer is the same for everyone, to the byte.
 */
export const nameRequest = createMiddleware<AppEnv>(async (c, next) => {
  c.set('requestId', crypto.randomUUID())
  await next()
  if (c.res.status >= 400) c.header('x-request-id', c.var.requestId)
})

/** The headers of every answer, errors too. No script runs on any page. */
export const protect = secureHeaders({
  contentSecurityPolicy: {
    defaultSrc: ["'none'"],
    styleSrc: ["'self'"],
    fontSrc: ["'self'"],
    imgSrc: ["'self'"],
    formAction: ["'self'"],
    baseUri: ["'none'"],
    frameAncestors: ["'none'"],
  },
  strictTransportSecurity: `max-age=${twoYears}`,
  // Chromium sends `Origin: null` on our own forms under `no-referrer`; this still tells no other site.
  referrerPolicy: 'same-origin',
  crossOriginOpenerPolicy: 'same-origin',
  crossOriginResourcePolicy: 'same-origin',
  xFrameOptions: 'DENY',
  permissionsPolicy: { camera: [], geolocation: [], microphone: [], payment: [], usb: [] },
})

/** What the API gives is for everyone, on every site. Mounted around {@link protect}. */
export const shareAcrossOrigins = createMiddleware<AppEnv>(async (c, next) => {
  await next()
  c.header('access-control-allow-origin', '*')
  c.header('cross-origin-resource-policy', 'cross-origin')
})

/** Nothing is kept by any cache unless its answer says so: caches guess where nothing is said. */
export const keepOutOfCaches = createMiddleware<AppEnv>(async (c, next) => {
  await next()
  if (!c.res.headers.has('cache-control')) c.header('cache-control', 'no-store')
})

/**
 * Refuses what another site makes a browser send. Every browser says where a POST comes from, so a
 * request that says nothing at all is not a browser's, and carries nobody's session.
 */
export const sameOriginOnly = createMiddleware<AppEnv>(async (c, next) => {
  const fromBrowser = c.req.header('origin') !== undefined || c.req.header('sec-fetch-site') !== undefined
  return fromBrowser ? csrf({ origin: c.var.deps.config.publicUrl })(c, next) : next()
})

/** Forms only, and small ones: 415 and 413 before anything is parsed. */
export const formsOnly = createMiddleware<AppEnv>(async (c, next) => {
  const type = (c.req.header('content-type') ?? '').split(';', 1)[0]?.trim().toLowerCase()
  if (type !== 'application/x-www-form-urlencoded' && type !== 'multipart/form-data')
    throw new HTTPException(415)
  return limitBody(c, next)
})

const limitBody = bodyLimit({
  maxSize: maxBody,
  onError: () => {
    throw new HTTPException(413)
  },
})
