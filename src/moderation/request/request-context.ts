import type { Context } from 'hono'
import type { DeskEnv } from '../../env.ts'
import { paths } from '../../paths.ts'
import { type Filter, filterQuery, readFilter } from '../queue/queue-filter.ts'
import { loadRequest, type RequestView } from './request-view.ts'

// What the routes of a request read from its address.

export type RequestContext = Context<DeskEnv>

export const idIn = (c: RequestContext): string => c.req.param('id') ?? ''

/** The part of the queue that a request was opened from. */
export const filterIn = (c: RequestContext): Filter =>
  readFilter(c.req.query(), c.var.signedIn.moderator.sight)

/** The query that leads back to it. */
export const queueQueryIn = (c: RequestContext): string => filterQuery(filterIn(c))

/** A query with one parameter more. */
export const withParameter = (query: string, parameter: string): string =>
  query === '' ? `?${parameter}` : `${query}&${parameter}`

/** Back to the page of the request, which says what was done by a parameter, such as `said=declined`. */
export const leadToRequest = (c: RequestContext, parameter: string): Response =>
  c.redirect(paths.desk.request(idIn(c)) + withParameter(queueQueryIn(c), parameter), 303)

export const loadView = (c: RequestContext): Promise<RequestView | null> =>
  loadRequest(c.var.deps, idIn(c), { lang: c.var.lang, moderator: c.var.signedIn.moderator.id })
