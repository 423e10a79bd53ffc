import { Hono } from 'hono'
import type { AppEnv } from '../../env.ts'
import { jsonOnly } from '../../http/bodies.ts'
import { giveSession, sessionToken } from '../../http/session.ts'
import { translator } from '../../i18n/index.ts'
import { paths } from '../../paths.ts'
import { attestationJson, refusal } from '../ceremony/json.ts'
import { join, joinOptions } from './join.ts'
import { renderJoin, renderJoinGone } from './join-page.tsx'
import { openInvitation } from './open-invitation.ts'

const joinPath = paths.auth.join(':token')
const usedLink = { error: 'used' }

/** Joining the team by an invitation, or making a passkey on one more device. */
export const joinRoutes = new Hono<AppEnv>()
  .get(joinPath, async c => {
    const lang = c.var.lang
    const token = c.req.param('token')
    const invitation = await openInvitation(c.var.deps, token)
    if (invitation.ok) return c.html(renderJoin(lang, token, invitation.value))
    const { reason } = invitation.error
    return c.html(renderJoinGone(lang, token, invitation.error), reason === 'unknown' ? 404 : 410)
  })

  .post(paths.auth.joinOptions(':token'), jsonOnly, async c => {
    const invitation = await openInvitation(c.var.deps, c.req.param('token'))
    if (!invitation.ok) return c.json(usedLink, 410)
    const siteName = translator(c.var.lang)('site.name')
    return c.json(await joinOptions(c.var.deps, invitation.value, siteName))
  })

  .post(joinPath, jsonOnly, attestationJson, async c => {
    const invitation = await openInvitation(c.var.deps, c.req.param('token'))
    if (!invitation.ok) return c.json(usedLink, 410)
    const joined = await join(c.var.deps, invitation.value, c.req.valid('json'), sessionToken(c))
    if (!joined.ok) return joined.error.reason === 'refused' ? c.json(refusal, 403) : c.json(usedLink, 410)
    c.var.deps.mailOwed()
    giveSession(c, joined.value.token)
    return c.json({ next: paths.auth.passkeys })
  })
