import { createMiddleware } from 'hono/factory'
import { secureHeaders } from 'hono/secure-headers'
import type { AppEnv } from '../env.ts'

const twoYears = 2 * 365 * 24 * 60 * 60

const stillPolicy = {
  defaultSrc: ["'none'"],
  styleSrc: ["'self'"],
  fontSrc: ["'self'"],
  imgSrc: ["'self'"],
  formAction: ["'self'"],
  baseUri: ["'none'"],
  frameAncestors: ["'none'"],
}

/** With our own scripts, which ask this site and no other. */
const livePolicy = { ...stillPolicy, scriptSrc: ["'self'"], connectSrc: ["'self'"] }

type Policy = { contentSecurityPolicy: Record<string, string[]>; isFramed?: boolean }

const headers = ({ contentSecurityPolicy, isFramed = false }: Policy) =>
  secureHeaders({
    contentSecurityPolicy,
    strictTransportSecurity: `max-age=${twoYears}`,
    // Chromium sends `Origin: null` on our own forms under `no-referrer`; this still tells no other site.
    referrerPolicy: 'same-origin',
    crossOriginOpenerPolicy: 'same-origin',
    crossOriginResourcePolicy: isFramed ? 'cross-origin' : 'same-origin',
    xFrameOptions: isFramed ? false : 'DENY',
    permissionsPolicy: { camera: [], geolocation: [], microphone: [], payment: [], usb: [] },
  })

const setHeaders = {
  still: headers({ contentSecurityPolicy: stillPolicy }),
  live: headers({ contentSecurityPolicy: livePolicy }),
  embed: headers({ contentSecurityPolicy: { ...livePolicy, frameAncestors: ['*'] }, isFramed: true }),
}

/** The headers of every answer, errors too. No script runs on a public page but on a {@link live} one. */
export const protect = createMiddleware<AppEnv>(async (c, next) => {
  await next()
  // A 304 renews the headers of the page that the browser has: they must be the page's own. A form that comes back has
  // its script too.
  const isOfPage = [200, 304, 409, 410, 422, 429].includes(c.res.status)
  return setHeaders[(isOfPage && c.var.pagePolicy) || 'still'](c, async () => {})
})

/** A route whose page keeps itself up to date with src/client/live.ts. */
export const live = createMiddleware<AppEnv>(async (c, next) => {
  c.set('pagePolicy', 'live')
  await next()
})

/** As {@link live}, and any site may have it in a frame: nothing on it can be pressed in anybody's name. */
export const embeddable = createMiddleware<AppEnv>(async (c, next) => {
  c.set('pagePolicy', 'embed')
  await next()
})

/** The desk alone has scripts on every page, its own. Mounted around {@link protect}. */
export const protectDesk = headers({ contentSecurityPolicy: livePolicy })
