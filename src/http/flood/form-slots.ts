import type { Context } from 'hono'
import { TooMuchAtOnce } from '../../domain/too-much-at-once.ts'
import type { AppEnv } from '../../env.ts'
import { createLimit, type Slot } from '../../held/slots.ts'
import { paths } from '../../paths.ts'
import { networkOfRequest } from './flood-keys.ts'

/** The desk has sessions, signing in limits of its own, and what the provider says is signed. */
const ungated = [
  paths.desk.queue,
  paths.auth.all.slice(0, -1),
  paths.api.all.slice(0, -1),
  paths.webhooks.resend,
]

/** Whether a request is a form of the public's. */
export const isPublicForm = (c: Context<AppEnv>): boolean =>
  c.req.method === 'POST' && !ungated.some(path => c.req.path.startsWith(path))

/**
 * Forms that are worked at, from when all of their body is here: at most 256 at once, and of one network 128. The
 * database takes twenty at a time and soon has; more would only wait, and keep what was typed in memory meanwhile.
 */
const take = createLimit(256, 10_000, { share: 128, full: () => new TooMuchAtOnce() })

/** A place for a form of the public's; throws {@link TooMuchAtOnce} where there is none. Others need none. */
export const takeFormSlot = (c: Context<AppEnv>): Slot | null =>
  isPublicForm(c) ? take(networkOfRequest(c)) : null
