import { Hono } from 'hono'
import { largestEvent } from '../domain/limits.ts'
import type { AppEnv } from '../env.ts'
import { bodyUpTo } from '../http/bodies.ts'
import { noteOutcome } from '../mail/note-outcome.ts'
import { outcomeIn } from '../mail/outcome.ts'
import { paths } from '../paths.ts'
import { insertDeliveryEvent } from '../storage/deliveries.ts'
import { isSigned } from './signature.ts'

/**
 * What Resend says of mails that it took: each event once, in any order. An event changes what is known of a mail and
 * of its address, and nothing else: it confirms, approves and publishes nothing.
 */
export const resendRoutes = new Hono<AppEnv>().post(
  paths.webhooks.resend,
  async (c, next) => (c.var.deps.config.resendWebhookSecret === undefined ? c.notFound() : next()),
  bodyUpTo(largestEvent),
  async c => {
    const { config, db, now } = c.var.deps
    const body = await c.req.text()
    const id = c.req.header('svix-id') ?? ''
    const headers = {
      id,
      timestamp: c.req.header('svix-timestamp') ?? '',
      signature: c.req.header('svix-signature') ?? '',
    }
    const secret = config.resendWebhookSecret
    // Nothing in the answer says what was wrong.
    if (secret === undefined || !isSigned(secret, body, headers, now())) return c.body(null, 401)
    const outcome = outcomeIn(parse(body))
    if (outcome) {
      await db.transaction(async tx => {
        if (await insertDeliveryEvent(tx, id, now())) await noteOutcome(tx, c.var.deps, outcome)
      })
    }
    // Of what we do not know the provider need not tell us again.
    return c.body(null, 204)
  },
)

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
