import { zValidator } from '@hono/zod-validator'
import { type Context, Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import * as z from 'zod'
import type { DeskEnv } from '../../env.ts'
import { formsOnly } from '../../http/middleware.ts'
import {
  freshPeriod,
  requireAdministrator,
  requireFreshPasskey,
  requireModerator,
} from '../../http/session.ts'
import { idParam, paths } from '../../paths.ts'
import { findOpenSealedInvitations } from '../../storage/invitations.ts'
import { findModerator, findTeam } from '../../storage/moderators.ts'
import { findPasskeysOf } from '../../storage/passkeys.ts'
import { type AccountView, renderAccountPage, renderRemovePasskey } from '../account/account-page.tsx'
import { makeDeviceLink } from '../account/device-link.ts'
import { renderDeviceLink, renderInvited } from './invitation-page.tsx'
import { invite, renewAccess } from './invite.ts'
import { inviteForm, inviteState } from './invite-form.ts'
import { choose, preferencesForm } from '../account/preferences.ts'
import { reinstate } from './reinstate.ts'
import { removePasskey } from '../account/remove-passkey.ts'
import { suspend } from './suspend.ts'
import {
  isPossible,
  renderTeamChange,
  renderTeamPage,
  type TeamAction,
  type TeamView,
  teamActions,
} from './team-page.tsx'
import type { TeamError } from './team-rules.ts'

const member = paths.team.member(idParam, `:action{${teamActions.join('|')}}`)
const changesTeam = [requireModerator, requireAdministrator, requireFreshPasskey] as const
const passkeyForm = z.object({ passkey: z.string().max(1400), confirm: z.string().optional() })

/** Our own forms cannot send it. */
function refuseMalformed({ success }: { success: boolean }) {
  if (!success) throw new HTTPException(400)
}

/** The team's page, for administrators, and each moderator's own. */
export const peopleRoutes = new Hono<DeskEnv>()
  .get(paths.team.page, requireModerator, requireAdministrator, c => {
    const done = (['suspend', 'reinstate'] as const).find(word => word === c.req.query('done'))
    return showTeam(c, done ? { done } : {}, 200)
  })

  .post(
    paths.team.page,
    formsOnly,
    ...changesTeam,
    zValidator('form', inviteForm, (result, c) => {
      if (result.success) return
      return showTeam(
        c as unknown as Context<DeskEnv>,
        { form: inviteState(result.data, result.error.issues) },
        422,
      )
    }),
    async c => {
      const { name, email, role, language } = c.req.valid('form')
      const { id: by } = c.var.signedIn.moderator
      const invited = await invite(c.var.deps, { by, person: { name, email }, role, language })
      if (!invited.ok) return refuse(c, invited.error)
      return c.html(renderInvited(viewer(c), invited.value))
    },
  )

  .get(member, ...changesTeam, async c => {
    const { self, team } = await loadTeam(c)
    const found = team.find(({ id }) => id === c.req.param('id'))
    const action = actionOf(c.req.param('action'))
    if (!found || !action) return c.notFound()
    if (!isPossible(action, found, self)) return c.redirect(paths.team.page, 303)
    return c.html(renderTeamChange(viewer(c).lang, found, action))
  })

  .post(member, formsOnly, ...changesTeam, async c => {
    const { deps, signedIn } = c.var
    const asked = { by: signedIn.moderator.id, id: c.req.param('id') }
    const action = actionOf(c.req.param('action'))
    if (!action) return c.notFound()
    if (action === 'renew') {
      const renewed = await renewAccess(deps, asked)
      if (!renewed.ok) return refuse(c, renewed.error)
      const moderator = await findModerator(deps.db, deps.sealing, asked.id)
      if (!moderator) throw new Error('invited, and gone')
      return c.html(renderInvited(viewer(c), { ...renewed.value, moderator }))
    }
    const changed = await (action === 'suspend' ? suspend : reinstate)(deps, asked)
    return changed.ok ? c.redirect(`${paths.team.page}?done=${action}`, 303) : refuse(c, changed.error)
  })

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
      await choose(c.var.deps, c.var.signedIn.moderator.id, { language, tellWaiting, tellDigest })
      return c.redirect(`${paths.account.page}?done=preferences`, 303)
    },
  )

  .post(paths.account.action('device-link'), formsOnly, requireModerator, requireFreshPasskey, async c => {
    const issued = await makeDeviceLink(c.var.deps, c.var.signedIn.moderator.id)
    return issued ? c.html(renderDeviceLink(viewer(c), issued)) : c.redirect(paths.auth.signIn, 303)
  })

  // The first time it asks, the second time it does: a passkey's id is too long for an address.
  .post(
    paths.account.action('remove-passkey'),
    formsOnly,
    requireModerator,
    requireFreshPasskey,
    zValidator('form', passkeyForm, refuseMalformed),
    async c => {
      const { passkey, confirm } = c.req.valid('form')
      const { id: moderatorId } = c.var.signedIn.moderator
      if (confirm !== 'yes') {
        const found = (await findPasskeysOf(c.var.deps.db, moderatorId)).find(({ id }) => id === passkey)
        if (!found) return showAccount(c, { refused: 'unknown' }, 409)
        return c.html(renderRemovePasskey(viewer(c), found))
      }
      const removed = await removePasskey(c.var.deps, {
        moderatorId,
        passkey,
        session: c.var.signedIn.session.hash,
      })
      if (!removed.ok) return showAccount(c, { refused: removed.error.reason }, 409)
      return c.redirect(`${paths.account.page}?done=removed`, 303)
    },
  )

const actionOf = (word: string): TeamAction | undefined => teamActions.find(action => action === word)

function viewer(c: Context<DeskEnv>) {
  const { language: lang, role } = c.var.signedIn.moderator
  return { lang, role }
}

async function loadTeam(c: Context<DeskEnv>): Promise<Pick<TeamView, 'self' | 'team' | 'unnamed'>> {
  const { db, sealing, now } = c.var.deps
  const unnamed = await findOpenSealedInvitations(db, now())
  return { self: c.var.signedIn.moderator.id, team: await findTeam(db, sealing), unnamed }
}

async function showTeam(
  c: Context<DeskEnv>,
  state: Pick<TeamView, 'form' | 'refused' | 'done'>,
  status: 200 | 409 | 422,
): Promise<Response> {
  const { verifiedAt } = c.var.signedIn.session
  const fresh = c.var.deps.now().getTime() - verifiedAt.getTime() < freshPeriod
  return c.html(renderTeamPage({ ...(await loadTeam(c)), lang: viewer(c).lang, fresh, ...state }), status)
}

const refuse = (c: Context<DeskEnv>, { reason }: TeamError) => showTeam(c, { refused: reason }, 409)

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
