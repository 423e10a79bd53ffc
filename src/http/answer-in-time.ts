import { createMiddleware } from 'hono/factory'
import type { AppEnv } from '../env.ts'
import { verbTimeLimit, within } from '../storage/time-limit.ts'

/**
 * How long an answer may take, in milliseconds: longer than a verb waits for the database, as a verb that gave up says
 * so in a page of its own, which takes up to two seconds.
 */
const longest = verbTimeLimit + 3000

/** Rejects as if the database were away when the rest of a request takes too long. */
export const withinTime = (rest: Promise<void>): Promise<void> => within(longest, rest)

/**
 * A database that neither answers nor refuses must not leave anybody with an empty tab: what takes longer ends as a
 * 503. A request with a body has this time from the end of its body on: see `formsOnly` and `jsonOnly`.
 */
export const answerInTime = createMiddleware<AppEnv>(async (c, next) => {
  if (c.req.method === 'POST') return next()
  return withinTime(next())
})
