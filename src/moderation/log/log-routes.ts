import { type Context, Hono } from 'hono'
import type { DeskEnv } from '../../env.ts'
import { mediaTypes } from '../../formats/media-types.ts'
import { answerStream } from '../../held/stream.ts'
import { formsOnly } from '../../http/bodies.ts'
import { requireFreshPasskey, requireModerator } from '../../http/session.ts'
import { paths } from '../../paths.ts'
import { neighbourPages } from '../../storage/keyset.ts'
import { findLogPage } from '../../storage/moderation-log.ts'
import { findModerators } from '../../storage/moderators.ts'
import { findStatements } from '../../storage/statement-settings.ts'
import { exportLog } from './log-export.ts'
import { isFaulty, logQuery, readLogFilter, type TypedFilter } from './log-filter.ts'
import { renderLogPage } from './log-page.tsx'

const pageLength = 100

/** The log and its export. */
export const logRoutes = new Hono<DeskEnv>()
  .get(paths.desk.log, requireModerator, async c => c.html(await render(c, readLogFilter(c.req.query()))))

  // Posted, so that what is typed is looked at before it stands in a URL.
  .post(paths.desk.log, formsOnly, requireModerator, async c => {
    const body = Object.entries(await c.req.parseBody())
    const typed = readLogFilter(Object.fromEntries(body.filter(isText)))
    if (isFaulty(typed)) return c.html(await render(c, typed), 422)
    return c.redirect(paths.desk.log + logQuery(typed, null), 303)
  })

  .get(paths.desk.logCsv, requireModerator, requireFreshPasskey, async c => {
    const { deps, signedIn } = c.var
    const { filter } = readLogFilter(c.req.query())
    const headers = {
      'content-type': mediaTypes.csv,
      'content-disposition': 'attachment; filename="moderation-log.csv"',
    }
    return answerStream(c, headers, {
      event: 'export_failed',
      pieces: exportLog(deps, filter, signedIn.moderator.id),
      // The head alone: the database has just answered.
      first: 1,
    })
  })

const isText = (entry: [string, unknown]): entry is [string, string] => typeof entry[1] === 'string'

async function render(c: Context<DeskEnv>, typed: TypedFilter): Promise<string> {
  const { deps, signedIn } = c.var
  const { position, filter } = typed
  const [page, moderators, statements] = await Promise.all([
    findLogPage(deps.db, filter, position, pageLength),
    findModerators(deps.db, deps.sealing),
    findStatements(deps.db),
  ])
  const people = moderators.map(({ id, person }) => ({ id, name: person.name }))
  const { before: newer, after: older } = neighbourPages(page, position)
  return renderLogPage({ signedIn, typed, rows: page.rows, older, newer, people, statements })
}
