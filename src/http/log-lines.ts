import type { Context } from 'hono'
import { matchedRoutes } from 'hono/route'
import type { AppEnv } from '../env.ts'
import { describeError } from '../log.ts'
import { constraintOf, isAway, sqlState } from '../storage/pg-errors.ts'

// What a request leaves in the log. Its path and its query are never in it: links are secrets.

/** When to come back while the database is away, in seconds. */
const comeBackIn = '30'

/**
 * Notes a failure in the log without what anybody typed. Gives the answer's status: 503 while the database is away, and
 * then says when to come back.
 */
export function noteFailure(c: Context<AppEnv>, error: unknown): 500 | 503 {
  const status = isAway(error) ? 503 : 500
  if (status === 503) c.header('retry-after', comeBackIn)
  c.var.deps.log('error', 'request_failed', {
    ...requestOf(c),
    status,
    sqlState: sqlState(error),
    constraint: constraintOf(error),
    ...describeError(error),
  })
  return status
}

/**
 * Notes that a limit refused a request, and which one: an operator sees a flood by these. Nothing of the network is in
 * it. Other refusals are their sender's to mend, and leave no line.
 */
export const noteRefusal = (c: Context<AppEnv>, reason: string) =>
  c.var.deps.log('info', 'request_refused', { ...requestOf(c), status: 429, reason })

const requestOf = (c: Context<AppEnv>) => ({
  request: c.var.requestId,
  method: c.req.method,
  route: routeOf(c),
})

/**
 * The pattern of the page that answers, or would have, as `/:lang/confirm/:token`: middleware is there for all methods.
 * What a parameter must look like is left out. Null where there is no page.
 */
function routeOf(c: Context<AppEnv>): string | null {
  const page = matchedRoutes(c)
    .slice(c.req.routeIndex)
    .find(({ method }) => method !== 'ALL')
  return page?.path.replace(/\{(?:[^{}]|\{[^{}]*\})*\}/g, '') ?? null
}
