import { zValidator } from '@hono/zod-validator'
import { type Context, Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import * as z from 'zod'
import type { DeskEnv } from '../../env.ts'
import { formsOnly } from '../../http/bodies.ts'
import { requireFreshPasskey, requireModerator } from '../../http/session.ts'
import { paths } from '../../paths.ts'
import { findModerator } from '../../storage/moderators.ts'
import { findPasskeysOf } from '../../storage/passkeys.ts'
import { viewerOf } from '../viewer.ts'
import { type AccountView, renderAccountPage } from './account-page.tsx'
import { choosePreferences, preferencesForm } from './choose-preferences.ts'
import { makeDeviceLink } from './device-link.ts'
import { renderDeviceLink } from './device-link-page.tsx'
import { removePasskey } from './remove-passkey.ts'
import { renderRemovePasskey } from './remove-passkey-page.tsx'

const passkeyForm = z.object({ passkey: z.string().max(1400), confirm: z.string().optional() })

/** Our own forms cannot send it. */
function refuseMalformed({ success }: { success: boolean }) {
  if (!success) throw new HTTPException(400)
}

/** Each moderator's own page, and what they can do there. */
export const accountRoutes = new Hono<DeskEnv>()
  .get(paths.account.page, requireModerator, c => {
    const done = (['preferences', 'removed'] as const).find(word => word === c.req.query('done'))
    return showAccount(c, done ? { done } : {}, 200)
  })

  .post(
    paths.account.action('preferences'),
    formsOnly,
    requireModerator,
    zValidator('form', preferencesForm, refuseMalformed),
    async c => {
      const { language, tell_waiting: tellWaiting, tell_digest: tellDigest } = c.req.valid('form')
      const preferences = { language, tellWaiting, tellDigest }
      await choosePreferences(c.var.deps, c.var.signedIn.moderator.id, preferences)
      return c.redirect(`${paths.account.page}?done=preferences`, 303)
    },
  )

  .post(paths.account.action('device-link'), formsOnly, requireModerator, requireFreshPasskey, async c => {
    const issued = await makeDeviceLink(c.var.deps, c.var.signedIn.moderator.id)
    return issued ? c.html(renderDeviceLink(viewerOf(c), issued)) : c.redirect(paths.auth.signIn, 303)
  })

  // The first POST asks, the second does it: a passkey's id is too long for an address.
  .post(
    paths.account.action('remove-passkey'),
    formsOnly,
    requireModerator,
    requireFreshPasskey,
    zValidator('form', passkeyForm, refuseMalformed),
    async c => {
      const { passkey: id, confirm } = c.req.valid('form')
      const { moderator, session } = c.var.signedIn
      if (confirm !== 'yes') {
        const own = await findPasskeysOf(c.var.deps.db, moderator.id)
        const passkey = own.find(candidate => candidate.id === id)
        if (!passkey) return showAccount(c, { refused: 'unknown' }, 409)
        return c.html(renderRemovePasskey(viewerOf(c), passkey))
      }
      const removed = await removePasskey(c.var.deps, {
        moderatorId: moderator.id,
        passkey: id,
        session: session.hash,
      })
      if (!removed.ok) return showAccount(c, { refused: removed.error.reason }, 409)
      return c.redirect(`${paths.account.page}?done=removed`, 303)
    },
  )

async function showAccount(
  c: Context<DeskEnv>,
  state: Pick<AccountView, 'refused' | 'done'>,
  status: 200 | 409,
): Promise<Response> {
  const { db, sealing } = c.var.deps
  const moderator = await findModerator(db, sealing, c.var.signedIn.moderator.id)
  if (!moderator) throw new Error('a session of nobody')
  const passkeys = await findPasskeysOf(db, moderator.id)
  return c.html(renderAccountPage({ moderator, passkeys, ...state }), status)
}
