import { Hono } from 'hono'
import type { DeskEnv } from '../../env.ts'
import { formsOnly } from '../../http/bodies.ts'
import { requireModerator } from '../../http/session.ts'
import { paths } from '../../paths.ts'
import { noteQueueSeen } from '../../storage/moderator-notices.ts'
import { doneNotice } from '../request/request-routes.tsx'
import { everythingWaiting, filterQuery, loadQueue, readFilter, searchFor } from './queue.ts'
import { renderQueuePage } from './queue-page.tsx'

/** The queue, and the search box's way to a page of its own. */
export const queueRoutes = new Hono<DeskEnv>()
  .get(paths.desk.queue, requireModerator, async c => {
    const { deps, signedIn } = c.var
    const filter = readFilter(c.req.query())
    const [queue, notice] = await Promise.all([loadQueue(deps, filter), doneNotice(c)])
    await noteQueueSeen(deps.db, signedIn.moderator.id, deps.now())
    return c.html(renderQueuePage({ signedIn, queue, filter, notice }))
  })

  .post(paths.desk.queue, formsOnly, requireModerator, async c => {
    const { q, statement } = await c.req.parseBody()
    const within = readFilter({ statement: typeof statement === 'string' ? statement : '' }).statement
    const { deps, signedIn } = c.var
    const typed = typeof q === 'string' ? q : ''
    const filter = searchFor(deps, typed, within)
    if (!filter) {
      const all = { ...everythingWaiting, statement: within }
      const queue = await loadQueue(deps, all)
      return c.html(renderQueuePage({ signedIn, queue, filter: all, refused: typed }), 422)
    }
    return c.redirect(paths.desk.queue + filterQuery(filter), 303)
  })
