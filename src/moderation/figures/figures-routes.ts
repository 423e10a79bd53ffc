import { Hono } from 'hono'
import { figureDays, lastDays } from '../../domain/figures.ts'
import { slugPattern } from '../../domain/statement.ts'
import type { DeskEnv } from '../../env.ts'
import { requireModerator } from '../../http/session.ts'
import { paths } from '../../paths.ts'
import { findFigures } from '../../storage/figures.ts'
import { findArrivals } from '../../storage/mail-arrivals.ts'
import { findStatements } from '../../storage/statement-settings.ts'
import { renderFiguresPage } from './figures-page.tsx'

/** How requests go: for every moderator, of the statements that they see. */
export const figuresRoutes = new Hono<DeskEnv>().get(paths.desk.figures, requireModerator, async c => {
  const { deps, signedIn } = c.var
  const { sight, timeZone } = signedIn.moderator
  const now = deps.now()
  const typed = c.req.query('statement') ?? ''
  const filter = { statement: slugPattern.test(typed) ? typed : null, sight }
  const days = lastDays(now, timeZone, figureDays)
  const [figures, arrivals, statements] = await Promise.all([
    findFigures(deps.db, days, filter),
    findArrivals(deps.db, filter, now),
    findStatements(deps.db, sight, signedIn.moderator.language),
  ])
  return c.html(
    renderFiguresPage({ signedIn, days, figures, arrivals, statements, statement: filter.statement }),
  )
})
