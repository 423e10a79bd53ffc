import { zValidator } from '@hono/zod-validator'
import { type Context, Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import * as z from 'zod'
import { zoneNamed } from '../../domain/time-zones.ts'
import type { DeskEnv } from '../../env.ts'
import { formsOnly } from '../../http/bodies.ts'
import { requireFreshPasskey, requireModerator } from '../../http/session.ts'
import { paths } from '../../paths.ts'
import { findModerator } from '../../storage/moderators.ts'
import { findPasskeysOf } from '../../storage/passkeys.ts'
import { insertSentForm, takeSentForm } from '../../storage/sent-forms.ts'
import { viewerOf } from '../viewer.ts'
import { type AccountView, renderAccountPage } from './account-page.tsx'
import { choosePreferences, preferencesForm } from './choose-preferences.ts'
import { makeDeviceLink } from './device-link.ts'
import { renderDeviceLink } from './device-link-page.tsx'
import { passkeyWord, removalPath } from './passkey-word.ts'
import { removePasskey } from './remove-passkey.ts'
import { renderRemovePasskey } from './remove-passkey-page.tsx'

const passkeyForm = z.object({ passkey: z.string().max(1400), confirm: z.string().optional() })

/** What is shown once, on the page that the answer leads to. */
type ShownOnce = { deviceLinkOf: string; url: string; expiresAt: string }
const isShownOnce = (content: unknown): content is ShownOnce =>
  typeof content === 'object' && content !== null && 'deviceLinkOf' in content

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
      const { deps, signedIn } = c.var
      const { id, timeZone: current } = signedIn.moderator
      const form = c.req.valid('form')
      const {
        language,
        time_zone: typed = current,
        tell_waiting: tellWaiting,
        tell_digest: tellDigest,
      } = form
      const choices = { language, tellWaiting, tellDigest }
      const timeZone = zoneNamed(typed)
      if (timeZone === null) return showAccount(c, { typed: { ...choices, timeZone: typed } }, 422)
      await choosePreferences(deps, id, { ...choices, timeZone })
      return c.redirect(`${paths.account.page}?done=preferences`, 303)
    },
  )

  .post(paths.account.action('device-link'), formsOnly, requireModerator, requireFreshPasskey, async c => {
    const issued = await makeDeviceLink(c.var.deps, c.var.signedIn.moderator.id)
    if (!issued) return c.redirect(paths.auth.signIn, 303)
    const { id } = c.var.signedIn.moderator
    const content: ShownOnce = {
      deviceLinkOf: id,
      url: issued.url,
      expiresAt: issued.expiresAt.toISOString(),
    }
    const token = await insertSentForm(c.var.deps.db, c.var.deps, content)
    // Where too much is kept already, the answer is the page.
    if (token === null) return c.html(renderDeviceLink(viewerOf(c), issued))
    return c.redirect(`${paths.account.action('device-link')}?once=${token}`, 303)
  })

  // A link is shown once, to whoever made it: loading the page again makes no other one.
  .get(paths.account.action('device-link'), requireModerator, async c => {
    const { deps, signedIn } = c.var
    const content = await takeSentForm(deps.db, deps, c.req.query('once') ?? '', isShownOnce)
    if (content?.deviceLinkOf !== signedIn.moderator.id) return c.redirect(paths.account.page, 303)
    const { url, expiresAt } = content
    return c.html(renderDeviceLink(viewerOf(c), { url, expiresAt: new Date(expiresAt) }))
  })

  .get(paths.account.action('remove-passkey'), requireModerator, requireFreshPasskey, async c => {
    const own = await findPasskeysOf(c.var.deps.db, c.var.signedIn.moderator.id)
    const passkey = own.find(({ id }) => passkeyWord(id) === c.req.query('passkey'))
    if (!passkey) return showAccount(c, { refused: 'unknown' }, 409)
    return c.html(renderRemovePasskey(viewerOf(c), passkey))
  })

  .post(
    paths.account.action('remove-passkey'),
    formsOnly,
    requireModerator,
    requireFreshPasskey,
    zValidator('form', passkeyForm, refuseMalformed),
    async c => {
      const { passkey: id, confirm } = c.req.valid('form')
      if (confirm !== 'yes') return c.redirect(removalPath(id), 303)
      const { moderator, session } = c.var.signedIn
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
  state: Pick<AccountView, 'refused' | 'done' | 'typed'>,
  status: 200 | 409 | 422,
): Promise<Response> {
  const { db, sealing } = c.var.deps
  const moderator = await findModerator(db, sealing, c.var.signedIn.moderator.id)
  if (!moderator) throw new Error('a session of nobody')
  const passkeys = await findPasskeysOf(db, moderator.id)
  return c.html(renderAccountPage({ moderator, passkeys, ...state }), status)
}
