import { Hono } from 'hono'
import * as z from 'zod'
import { slugPattern } from '../../domain/statement.ts'
import { moves } from '../../domain/statement-order.ts'
import type { DeskEnv } from '../../env.ts'
import { formsOnly } from '../../http/bodies.ts'
import { administratorsAnew } from '../../http/session.ts'
import { paths } from '../../paths.ts'
import { findOrder } from '../../storage/statement-order.ts'
import { findStatements } from '../../storage/statement-settings.ts'
import { moveStatement } from './move-statement.ts'
import { orderNotices, renderOrderPage } from './order-page.tsx'

const moveForm = z.object({
  statement: z.string().regex(slugPattern),
  move: z.enum(moves),
  place: z.coerce.number().int().nonnegative(),
})

/** In which order the statements are shown; the first public one is the featured one. */
export const orderRoutes = new Hono<DeskEnv>()
  .get(paths.desk.order, ...administratorsAnew, async c => {
    const { deps, signedIn } = c.var
    const { language } = signedIn.moderator
    const [order, titles] = await Promise.all([findOrder(deps.db), findStatements(deps.db, null, language)])
    const notice = orderNotices.find(word => word === c.req.query('said')) ?? null
    return c.html(renderOrderPage({ signedIn, order, titles, notice }))
  })

  .post(paths.desk.order, formsOnly, ...administratorsAnew, async c => {
    const { deps, signedIn } = c.var
    const form = moveForm.safeParse(await c.req.parseBody())
    if (!form.success) return c.redirect(paths.desk.order, 303)
    const { statement: slug, move, place: shownPlace } = form.data
    const moderatorId = signedIn.moderator.id
    const answer = await moveStatement(deps, { slug, move, shownPlace, moderatorId })
    const said = answer.ok ? 'moved' : answer.error.reason
    return c.redirect(`${paths.desk.order}?said=${said}`, 303)
  })
