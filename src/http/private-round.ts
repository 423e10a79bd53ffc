import { createMiddleware } from 'hono/factory'
import type { AppEnv } from '../env.ts'
import { privatePlace } from '../paths.ts'
import { findAtPrivateAddress, findRoundOfToken, openPrivateAddress } from '../storage/private-addresses.ts'
import { readPrivateStatement } from '../storage/private-statements.ts'

/** The third part of a path: of `/en/private/{address}/endorse` the address, of `/en/endorsement/{token}` the token. */
const secretIn = (path: string): string => path.split('/')[3] ?? ''

/** A form's page: browsers that are older than `Sec-Fetch-Site` send `Origin: null` on it under `no-referrer`. */
const isForm = (path: string): boolean => path.split('/')[4] === 'endorse'

/** What is at a private address tells nobody of it, whatever the answer. Mounted around `protect`. */
export const tellNobody = createMiddleware<AppEnv>(async (c, next) => {
  await next()
  c.res.headers.set('x-robots-tag', 'noindex, nofollow, noarchive')
  c.res.headers.set('referrer-policy', isForm(c.req.path) ? 'same-origin' : 'no-referrer')
})

/**
 * Opens a private address: `c.var.round`. Once its statement is public it leads to where that stands now; a form that
 * is sent at that moment is taken as if it had been sent there.
 */
export const openRound = createMiddleware<AppEnv>(async (c, next) => {
  const { deps } = c.var
  const address = secretIn(c.req.path)
  const atAddress = await findAtPrivateAddress(deps.db, address)
  if (!atAddress || atAddress.state === 'draft') return c.notFound()
  const { slug, state } = atAddress
  const isReading = c.req.method !== 'POST'
  if (state === 'public' && isReading)
    return c.redirect(
      c.req.path.replace(`/${privatePlace(address)}`, () => `/${slug}`),
      302,
    )
  if (state === 'public') c.set('round', { slug, state, place: slug })
  else {
    const statement = await readPrivateStatement(deps.db, slug)
    if (!statement) return c.notFound()
    const place = privatePlace(address)
    c.set('round', { slug, state, place, statement: { ...statement, slug: place } })
  }
  return next()
})

/**
 * On a representative's pages: where a statement that is not public stands. Who signed it may know; who only asked came
 * by an address that may have been ended since.
 */
export const placeStatement = createMiddleware<AppEnv>(async (c, next) => {
  const { deps } = c.var
  const round = await findRoundOfToken(deps.db, secretIn(c.req.path))
  if (round) {
    const { slug, isSignatory } = round
    const address = isSignatory ? await openPrivateAddress(deps.db, deps.sealing, slug) : null
    c.set('placeOf', asked => {
      if (asked !== slug) return asked
      return address === null ? null : privatePlace(address)
    })
  }
  await next()
})
