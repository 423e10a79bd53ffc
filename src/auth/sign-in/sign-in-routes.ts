import { zValidator } from '@hono/zod-validator'
import { type Context, Hono } from 'hono'
import * as z from 'zod'
import { languageBefore } from '../../http/desk-faults.tsx'
import type { AppEnv } from '../../env.ts'
import { formsOnly, jsonOnly } from '../../http/middleware.ts'
import {
  behindDoor,
  giveSession,
  requireFreshPasskey,
  requireModerator,
  sessionToken,
  takeSession,
  verifyPath,
} from '../../http/session.ts'
import { translator } from '../../i18n/index.ts'
import { paths } from '../../paths.ts'
import { findPasskeysOf } from '../../storage/passkeys.ts'
import { assertion, attestation } from '../ceremony.ts'
import { join, joinOptions, openInvitation } from './join.ts'
import { renderAddPasskey, renderJoin, renderJoinGone, renderSignIn, renderVerify } from './sign-in-pages.tsx'
import { addPasskey, passkeyOptions } from '../account/passkeys.ts'
import { signIn, signInOptions } from './sign-in.ts'
import { signOut } from './sign-out.ts'
import { verify, verifyOptions } from './verify.ts'

// Pages are read; what our script sends is JSON and is answered `{ next }`, the path to go to, or `{ error }`, a
// word that the page has text for.

const refused = { error: 'refused' }
const shown = zValidator('json', assertion, (result, c) =>
  result.success ? undefined : c.json(refused, 400),
)
const made = zValidator('json', attestation, (result, c) =>
  result.success ? undefined : c.json(refused, 400),
)
const signOutForm = z.object({ everywhere: z.string().optional().catch(undefined) })

const joinPath = paths.auth.join(':token')
const siteName = (c: Context<AppEnv>) => translator(languageBefore(c))('site.name')

export const authRoutes = new Hono<AppEnv>()
  .get(paths.auth.signIn, c => c.html(renderSignIn(languageBefore(c), c.req.query('after'))))

  .post(paths.auth.signInOptions, jsonOnly, async c => c.json(await signInOptions(c.var.deps)))

  .post(paths.auth.signIn, jsonOnly, shown, async c => {
    const signedIn = await signIn(c.var.deps, c.req.valid('json'), sessionToken(c))
    if (!signedIn.ok) return c.json(refused, 403)
    giveSession(c, signedIn.value.token)
    return c.json({ next: paths.desk.queue })
  })

  .post(paths.auth.signOut, formsOnly, zValidator('form', signOutForm), async c => {
    const everywhere = c.req.valid('form').everywhere === 'yes'
    const ended = await signOut(c.var.deps, sessionToken(c), { everywhere })
    takeSession(c)
    return c.redirect(`${paths.auth.signIn}?after=${ended || !everywhere ? 'sign-out' : 'end'}`, 303)
  })

  .get(joinPath, async c => {
    const lang = languageBefore(c)
    const token = c.req.param('token')
    const invitation = await openInvitation(c.var.deps, token)
    if (invitation.ok) return c.html(renderJoin(lang, token, invitation.value))
    const { reason } = invitation.error
    return c.html(renderJoinGone(lang, token, invitation.error), reason === 'unknown' ? 404 : 410)
  })

  .post(paths.auth.joinOptions(':token'), jsonOnly, async c => {
    const invitation = await openInvitation(c.var.deps, c.req.param('token'))
    if (!invitation.ok) return c.json({ error: 'used' }, 410)
    return c.json(await joinOptions(c.var.deps, invitation.value, siteName(c)))
  })

  .post(joinPath, jsonOnly, made, async c => {
    const invitation = await openInvitation(c.var.deps, c.req.param('token'))
    if (!invitation.ok) return c.json({ error: 'used' }, 410)
    const joined = await join(c.var.deps, invitation.value, c.req.valid('json'), sessionToken(c))
    if (!joined.ok) {
      return joined.error.reason === 'refused' ? c.json(refused, 403) : c.json({ error: 'used' }, 410)
    }
    c.var.deps.mailOwed()
    giveSession(c, joined.value.token)
    return c.json({ next: paths.auth.passkeys })
  })

  .get(paths.auth.verify, requireModerator, c => {
    const { role, language: lang } = c.var.signedIn.moderator
    return c.html(renderVerify({ lang, role }, verifyPath(c.req.query('then'))))
  })

  .post(paths.auth.verifyOptions, jsonOnly, requireModerator, async c =>
    c.json(await verifyOptions(c.var.deps, c.var.signedIn)),
  )

  .post(paths.auth.verify, jsonOnly, requireModerator, shown, async c => {
    const verified = await verify(c.var.deps, c.var.signedIn, c.req.valid('json'))
    if (!verified.ok) return c.json(refused, 403)
    giveSession(c, verified.value.token)
    return c.json({ next: behindDoor(c.req.query('then')) })
  })

  .get(paths.auth.passkeys, requireModerator, requireFreshPasskey, async c => {
    const { id, role, language: lang } = c.var.signedIn.moderator
    const passkeys = await findPasskeysOf(c.var.deps.db, id)
    return c.html(renderAddPasskey({ lang, role }, { only: passkeys.length === 1 }))
  })

  .post(paths.auth.passkeyOptions, jsonOnly, requireModerator, requireFreshPasskey, async c => {
    const { id, language } = c.var.signedIn.moderator
    return c.json(await passkeyOptions(c.var.deps, id, translator(language)('site.name')))
  })

  .post(paths.auth.passkeys, jsonOnly, requireModerator, requireFreshPasskey, made, async c => {
    const added = await addPasskey(c.var.deps, c.var.signedIn.moderator.id, c.req.valid('json'))
    if (!added.ok) return c.json(refused, 403)
    c.var.deps.mailOwed()
    return c.json({ next: paths.account.page })
  })
