import { type Context, Hono } from 'hono'
import type { DeskEnv } from '../../env.ts'
import { mediaTypes } from '../../formats/media-types.ts'
import { answerStream } from '../../held/stream.ts'
import { formsOnly } from '../../http/bodies.ts'
import { requireFreshPasskeyKeeping, requireModerator } from '../../http/session.ts'
import { paths } from '../../paths.ts'
import { neighbourPages } from '../../storage/keyset.ts'
import { findLogPage } from '../../storage/moderation-log.ts'
import { findModerators } from '../../storage/moderators.ts'
import { findStatements } from '../../storage/statement-settings.ts'
import { exportLog, fileName } from './log-export.ts'
import { filterParameters, isFaulty, logQuery, readLogFilter, type TypedFilter } from './log-filter.ts'
import { renderLogPage } from './log-page.tsx'

const pageLength = 100

/** The log and its export. */
export const logRoutes = new Hono<DeskEnv>()
  .get(paths.desk.log, requireModerator, async c => c.html(await render(c, read(c))))

  // Posted, so that what is typed is looked at before it stands in a URL.
  .post(paths.desk.log, formsOnly, requireModerator, async c => {
    const body = Object.entries(await c.req.parseBody())
    const typed = read(c, Object.fromEntries(body.filter(isText)))
    if (isFaulty(typed)) return c.html(await render(c, typed), 422)
    return c.redirect(paths.desk.log + logQuery(typed, null), 303)
  })

  .get(
    paths.desk.logCsv,
    requireModerator,
    requireFreshPasskeyKeeping(c => filterParameters(read(c))),
    async c => {
      const { deps, signedIn } = c.var
      const typed = read(c)
      // Less of a filter is more of the log: nothing is taken out that was not asked for.
      if (isFaulty(typed) || typed.isUnknown) return c.html(await render(c, typed, 'unread'), 422)
      const headers = {
        'content-type': mediaTypes.csv,
        'content-disposition': `attachment; ${fileName(typed, signedIn.moderator.timeZone)}`,
      }
      return answerStream(c, headers, {
        event: 'export_failed',
        pieces: exportLog(deps, typed.filter, signedIn.moderator.id),
        // The head alone: the database has just answered.
        first: 1,
      })
    },
  )

function read(c: Context<DeskEnv>, typed: Record<string, string> = c.req.query()): TypedFilter {
  const { timeZone, sight } = c.var.signedIn.moderator
  return readLogFilter(typed, timeZone, sight)
}

const isText = (entry: [string, unknown]): entry is [string, string] => typeof entry[1] === 'string'

async function render(c: Context<DeskEnv>, typed: TypedFilter, refused?: 'unread'): Promise<string> {
  const { deps, signedIn } = c.var
  const { position, filter } = typed
  const [page, moderators, statements] = await Promise.all([
    findLogPage(deps.db, filter, position, pageLength),
    findModerators(deps.db, deps.sealing),
    findStatements(deps.db, filter.sight, signedIn.moderator.language),
  ])
  const people = moderators.map(({ id, person }) => ({ id, name: person.name }))
  const { before: newer, after: older } = neighbourPages(page, position)
  return renderLogPage({ signedIn, typed, refused, rows: page.rows, older, newer, people, statements })
}
