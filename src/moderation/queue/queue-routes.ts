import { type Context, Hono } from 'hono'
import type { DeskEnv } from '../../env.ts'
import { matchesTag, tagOf } from '../../held/caching.ts'
import { formsOnly } from '../../http/bodies.ts'
import { asksByItself, requireModerator } from '../../http/session.ts'
import { paths } from '../../paths.ts'
import { findMailStanding } from '../../storage/mail-standing.ts'
import { noteQueueSeen } from '../../storage/moderator-notices.ts'
import { countParkedMails } from '../../storage/parked-mail.ts'
import { loadDoneNotice } from '../request/done-notice.tsx'
import { mentionsAddress } from '../typed-search.ts'
import { loadQueue } from './load-queue.ts'
import { everythingWaiting, type Filter, filterQuery, readFilter, searchFor } from './queue-filter.ts'
import { renderQueuePage } from './queue-page.tsx'

/** The queue, and the search box's way to a page of its own. */
export const queueRoutes = new Hono<DeskEnv>()
  .get(paths.desk.queue, requireModerator, async c => {
    const { deps, signedIn } = c.var
    const typed = c.req.query('q') ?? ''
    const filter = readFilter(c.req.query(), signedIn.moderator.sight)
    if (mentionsAddress(typed)) return refuseSearch(c, typed, filter)
    const [queue, notice, mail, parkedMails] = await Promise.all([
      loadQueue(deps, filter, signedIn.moderator.language),
      loadDoneNotice(c),
      findMailStanding(deps.db, deps.now()),
      countParkedMails(deps.db, signedIn.moderator.sight),
    ])
    if (!asksByItself(c)) await noteQueueSeen(deps.db, signedIn.moderator.id, deps.now())
    return answerTagged(c, renderQueuePage({ signedIn, queue, filter, notice, mail, parkedMails }))
  })

  .post(paths.desk.queue, formsOnly, requireModerator, async c => {
    const { deps, signedIn } = c.var
    const body = await c.req.parseBody()
    const typed = typeof body.q === 'string' ? body.q : ''
    const statement = typeof body.statement === 'string' ? body.statement : undefined
    const within = readFilter({ statement }, signedIn.moderator.sight)
    const filter = searchFor(deps, typed, { statement: within.statement, sight: within.sight })
    if (filter) return c.redirect(paths.desk.queue + filterQuery(filter), 303)
    return refuseSearch(c, typed, within)
  })

/** An open page that asks whether it has changed gets a 304 where it has not. No cache keeps either. */
function answerTagged(c: Context<DeskEnv>, html: string) {
  const etag = tagOf(html)
  if (matchesTag(c.req.header('if-none-match'), etag)) return c.body(null, 304, { etag })
  return c.html(html, 200, { etag })
}

/** A text with half an address in it finds nothing, and nothing is shown in its place. */
async function refuseSearch(c: Context<DeskEnv>, typed: string, within: Filter): Promise<Response> {
  const { deps, signedIn } = c.var
  const { statement, sight } = within
  const filter = { ...everythingWaiting, statement, sight }
  const queue = {
    ...(await loadQueue(deps, filter, signedIn.moderator.language)),
    rows: [],
    older: null,
    newer: null,
  }
  return c.html(renderQueuePage({ signedIn, queue, filter, refused: typed }), 422)
}
