import { type Context, Hono } from 'hono'
import { isId } from '../../domain/uuid.ts'
import type { DeskEnv } from '../../env.ts'
import { formsOnly } from '../../http/bodies.ts'
import { requireModerator } from '../../http/session.ts'
import { paths } from '../../paths.ts'
import { findParkedMails } from '../../storage/parked-mail.ts'
import { renderMailPage } from './mail-page.tsx'
import { fromRequest } from './parked-entry.tsx'
import { sendAgain } from './send-again.ts'

/** Of more the page shows those that have waited longest. */
const mostShown = 100

/** The mails that wait for a person. */
export const mailRoutes = new Hono<DeskEnv>()
  .get(paths.desk.mail, requireModerator, async c => c.html(await render(c)))

  .post(paths.desk.mail, formsOnly, requireModerator, async c => {
    const { deps, signedIn } = c.var
    const { mail, from } = await c.req.parseBody()
    if (typeof mail !== 'string' || !isId(mail)) return c.redirect(paths.desk.mail, 303)
    const sent = await sendAgain(deps, { mail, moderator: signedIn.moderator.id })
    // Out of sight is as if it were not there.
    if (!sent.ok) return c.html(await render(c), 409)
    deps.mailOwed()
    const back =
      from === fromRequest && sent.value !== null
        ? `${paths.desk.request(sent.value)}?said=mailed-again`
        : `${paths.desk.mail}?sent=yes`
    return c.redirect(back, 303)
  })

async function render(c: Context<DeskEnv>): Promise<string> {
  const { deps, signedIn } = c.var
  const mails = await findParkedMails(deps.db, signedIn.moderator.sight, mostShown)
  const isGone = c.req.method === 'POST'
  return renderMailPage({ signedIn, mails, isGone, isSent: !isGone && c.req.query('sent') === 'yes' })
}
