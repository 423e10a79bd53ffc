import { zValidator } from '@hono/zod-validator'
import { type Context, Hono } from 'hono'
import type { DeskEnv } from '../../env.ts'
import { formsOnly } from '../../http/bodies.ts'
import {
  administratorsAnew,
  hasFreshPasskey,
  requireAdministrator,
  requireModerator,
} from '../../http/session.ts'
import { idParam, paths } from '../../paths.ts'
import { findUnreachedModerators } from '../../storage/deliveries.ts'
import { findOpenInvitation, findOpenSealedInvitations } from '../../storage/invitations.ts'
import { findModerator, findTeam } from '../../storage/moderators.ts'
import { findStatements } from '../../storage/statement-settings.ts'
import { viewerOf } from '../viewer.ts'
import { renderInvited } from './invitation-page.tsx'
import { invite } from './invite.ts'
import { inviteForm, inviteState } from './invite-form.ts'
import { limitModerator } from './limit-moderator.ts'
import { invitationKinds, type SentInvitation } from './mail-invitation.ts'
import { reinstate } from './reinstate.ts'
import { renewAccess } from './renew-access.ts'
import { renderStatementsOf } from './statements-page.tsx'
import { suspend } from './suspend.ts'
import { renderTeamChange } from './team-change-page.tsx'
import { actionsOn, renderTeamPage, type TeamView } from './team-page.tsx'
import { type TeamAction, type TeamError, teamActions } from './team-rules.ts'

const memberPath = paths.team.member(idParam, `:action{${teamActions.join('|')}}`)

/** The team, for administrators. */
export const teamRoutes = new Hono<DeskEnv>()
  .get(paths.team.page, requireModerator, requireAdministrator, c => {
    const done = (['suspend', 'reinstate', 'statements'] as const).find(word => word === c.req.query('done'))
    return showTeam(c, done ? { done } : {}, 200)
  })

  .post(
    paths.team.page,
    formsOnly,
    ...administratorsAnew,
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
      return leadToInvited(c, invited.value)
    },
  )

  // A page of its own: loading it again sends no other link.
  .get(paths.team.invited(idParam), requireModerator, requireAdministrator, async c => {
    const { db, sealing } = c.var.deps
    const how = invitationKinds.find(kind => kind === c.req.query('how'))
    const moderator = await findModerator(db, sealing, c.req.param('id'))
    const expiresAt = moderator && (await findOpenInvitation(db, moderator.id, c.var.deps.now()))
    // Used, ended or replaced since: the team's page says how things stand.
    if (!moderator || !how || !expiresAt) return c.redirect(paths.team.page, 303)
    return c.html(renderInvited(viewerOf(c), { moderator, how, expiresAt }))
  })

  .get(paths.team.statements(idParam), ...administratorsAnew, async c => {
    const { team, statements } = await loadTeam(c)
    const member = team.find(({ id }) => id === c.req.param('id'))
    if (!member) return c.notFound()
    if (member.role === 'administrator') return c.redirect(paths.team.page, 303)
    return c.html(renderStatementsOf(viewerOf(c), member, statements))
  })

  .post(paths.team.statements(idParam), formsOnly, ...administratorsAnew, async c => {
    const { statement = [] } = await c.req.parseBody({ all: true })
    const statements = [statement].flat().filter(one => typeof one === 'string')
    const command = { by: c.var.signedIn.moderator.id, id: c.req.param('id'), statements }
    const limited = await limitModerator(c.var.deps, command)
    return limited.ok ? c.redirect(`${paths.team.page}?done=statements`, 303) : refuse(c, limited.error)
  })

  .get(memberPath, ...administratorsAnew, async c => {
    const view = await loadTeam(c)
    const member = view.team.find(({ id }) => id === c.req.param('id'))
    const action = actionOf(c.req.param('action'))
    if (!member || !action) return c.notFound()
    if (!actionsOn(member, view).includes(action)) return c.redirect(paths.team.page, 303)
    return c.html(renderTeamChange(viewerOf(c), member, action))
  })

  .post(memberPath, formsOnly, ...administratorsAnew, async c => {
    const { deps, signedIn } = c.var
    const command = { by: signedIn.moderator.id, id: c.req.param('id') }
    const action = actionOf(c.req.param('action'))
    if (!action) return c.notFound()
    if (action === 'renew') {
      const renewed = await renewAccess(deps, command)
      if (!renewed.ok) return refuse(c, renewed.error)
      return leadToInvited(c, renewed.value)
    }
    const changed = await { suspend, reinstate }[action](deps, command)
    return changed.ok ? c.redirect(`${paths.team.page}?done=${action}`, 303) : refuse(c, changed.error)
  })

function leadToInvited(c: Context<DeskEnv>, { moderator, how }: SentInvitation): Response {
  c.var.deps.mailOwed()
  return c.redirect(`${paths.team.invited(moderator.id)}?how=${how}`, 303)
}

const actionOf = (word: string): TeamAction | undefined => teamActions.find(action => action === word)

async function loadTeam(
  c: Context<DeskEnv>,
): Promise<Pick<TeamView, 'self' | 'team' | 'unreached' | 'unnamed' | 'statements'>> {
  const { db, sealing, now } = c.var.deps
  const unnamed = await findOpenSealedInvitations(db, now())
  const statements = await findStatements(db, null, c.var.lang)
  return {
    self: c.var.signedIn.moderator.id,
    team: await findTeam(db, sealing),
    unreached: await findUnreachedModerators(db),
    unnamed,
    statements,
  }
}

async function showTeam(
  c: Context<DeskEnv>,
  state: Pick<TeamView, 'form' | 'refused' | 'done'>,
  status: 200 | 409 | 422,
): Promise<Response> {
  const { lang, timeZone } = viewerOf(c)
  const view = { ...(await loadTeam(c)), lang, timeZone, fresh: hasFreshPasskey(c), ...state }
  return c.html(renderTeamPage(view), status)
}

const refuse = (c: Context<DeskEnv>, { reason }: TeamError) => showTeam(c, { refused: reason }, 409)
