import * as z from 'zod'
import type { MailConfig } from '../config.ts'
import type { MailOutcome } from '../domain/mail-outcome.ts'
import { err, ok, type Result } from '../domain/result.ts'
import { codeOf, resendOf } from './resend.ts'

/** What became of a mail, by the provider's id of it, and at which address. */
export type Outcome = { providerId: string; delivery: MailOutcome; to: string }

/** Asks the provider what became of a mail. Ok with null: it does not know yet, or knows the mail no more. */
export type FindOutcome = (providerId: string) => Promise<Result<Outcome | null, { code: string }>>

/** Resend's events of mails: https://resend.com/docs/webhooks/event-types */
const event = z.object({
  type: z.string(),
  data: z.object({
    email_id: z.string().max(200),
    // Each of our mails has one recipient.
    to: z.array(z.string()).length(1),
    bounce: z.object({ type: z.string() }).optional(),
    failed: z.object({ reason: z.string() }).optional(),
  }),
})

/** What an event says of a mail; null for one that says nothing that we keep, or is of another shape. */
export function outcomeIn(body: unknown): Outcome | null {
  const read = event.safeParse(body)
  if (!read.success) return null
  const { type, data } = read.data
  const [to = ''] = data.to
  const delivery = deliveryOf(type, data)
  return delivery && { providerId: data.email_id, delivery, to }
}

function deliveryOf(type: string, { bounce, failed }: z.output<typeof event>['data']): MailOutcome | null {
  switch (type) {
    case 'email.delivered':
      return 'delivered'
    case 'email.delivery_delayed':
      return 'delayed'
    case 'email.complained':
      return 'complained'
    case 'email.suppressed':
      return 'suppressed'
    case 'email.bounced':
      // Resend sends this for what is rejected for good; its mail system knows bounces of other kinds too.
      return bounce && bounce.type !== 'Permanent' ? 'undelivered' : 'bounced'
    case 'email.failed':
      return failed && !isOurs.test(failed.reason) ? 'failed' : 'undelivered'
    default:
      return null
  }
}

/** Reasons of a failure that lie with our account, and not with the address. */
const isOurs = /quota|limit|domain|account|api.?key|sender/i

/** The last event of a mail, as Resend names it; `failed` comes without a reason here. */
const lastEvents: Readonly<Record<string, MailOutcome>> = {
  delivered: 'delivered',
  opened: 'delivered',
  clicked: 'delivered',
  delivery_delayed: 'delayed',
  complained: 'complained',
  bounced: 'bounced',
  suppressed: 'suppressed',
  failed: 'undelivered',
}

/**
 * https://resend.com/docs/api-reference/emails/retrieve-email. The API key must be one with full access.
 * Null where mail goes by SMTP, which cannot be asked.
 */
export function createFindOutcome(config: MailConfig): FindOutcome | null {
  if (config.smtpUrl !== undefined) return null
  const resend = resendOf(config)
  return async providerId => {
    const { data, error } = await resend.emails.get(providerId, {
      signal: AbortSignal.timeout(pollTimeLimit),
    })
    if (!data) {
      if (error.statusCode === 404) return ok(null)
      return err({ code: codeOf(error) })
    }
    const delivery = lastEvents[data.last_event]
    const [to] = data.to
    return ok(delivery && to !== undefined ? { providerId, delivery, to } : null)
  }
}

/** In milliseconds. */
const pollTimeLimit = 10_000
