import { Hono } from 'hono'
import * as z from 'zod'
import { secondModerators } from '../../domain/second-moderator.ts'
import { slugPattern } from '../../domain/statement.ts'
import type { DeskEnv } from '../../env.ts'
import { formsOnly } from '../../http/bodies.ts'
import { administratorsAnew } from '../../http/session.ts'
import { paths } from '../../paths.ts'
import { publishingNeedsSecond } from '../../storage/site-settings.ts'
import { findStatements } from '../../storage/statement-settings.ts'
import { changePublishing } from './change-publishing.ts'
import { changeSecondModerator } from './change-second-moderator.ts'
import { renderSettingsPage } from './settings-page.tsx'

const settingForm = z.object({
  statement: z.string().regex(slugPattern),
  second: z.enum(secondModerators),
})

const siteForm = z.object({ publishing: z.enum(['one', 'two']) })

/** What administrators decide for each statement. */
export const settingsRoutes = new Hono<DeskEnv>()
  .get(paths.desk.settings, ...administratorsAnew, async c => {
    const { deps, signedIn } = c.var
    const { sight, language } = signedIn.moderator
    const statements = await findStatements(deps.db, sight, language)
    const publishingByTwo = await publishingNeedsSecond(deps.db)
    const saved = c.req.query('saved') === 'yes'
    return c.html(renderSettingsPage({ signedIn, statements, publishingByTwo, saved }))
  })

  .post(paths.desk.siteSettings, formsOnly, ...administratorsAnew, async c => {
    const { deps, signedIn } = c.var
    const form = siteForm.safeParse(await c.req.parseBody())
    if (!form.success) return c.redirect(paths.desk.settings, 303)
    const byTwo = form.data.publishing === 'two'
    await changePublishing(deps, { byTwo, moderatorId: signedIn.moderator.id })
    return c.redirect(`${paths.desk.settings}?saved=yes`, 303)
  })

  .post(paths.desk.settings, formsOnly, ...administratorsAnew, async c => {
    const { deps, signedIn } = c.var
    const form = settingForm.safeParse(await c.req.parseBody())
    if (!form.success) return c.redirect(paths.desk.settings, 303)
    await changeSecondModerator(deps, { ...form.data, moderatorId: signedIn.moderator.id })
    return c.redirect(`${paths.desk.settings}?saved=yes`, 303)
  })
