import { Webhook } from 'standardwebhooks'
import type { Message } from './store.ts'

/** Where the application hears of mails, and the secret (`whsec_…`) that it knows the provider by. */
export type EventTarget = { url: string; secret: string }

/** What can be said of a message by hand, as Resend says it: https://resend.com/docs/webhooks/event-types */
export const deliveryEvents = {
  delivered: { type: 'email.delivered' },
  bounced: {
    type: 'email.bounced',
    bounce: { type: 'Permanent', subType: 'General', message: 'There is no such mailbox.' },
  },
  complained: { type: 'email.complained' },
} as const
export type DeliveryEvent = keyof typeof deliveryEvents

export const isDeliveryEvent = (word: string): word is DeliveryEvent => Object.hasOwn(deliveryEvents, word)

/** Tells the application of a message; gives the status that it answers, or `silent`. */
export async function tellApplication(
  { url, secret }: EventTarget,
  { id, email }: Message,
  event: DeliveryEvent,
): Promise<string> {
  const { type, ...more } = deliveryEvents[event]
  const at = new Date()
  const body = JSON.stringify({
    type,
    created_at: at.toISOString(),
    data: { email_id: id, to: email.to, ...more },
  })
  const eventId = `msg_${crypto.randomUUID()}`
  try {
    const answer = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'svix-id': eventId,
        'svix-timestamp': String(Math.floor(at.getTime() / 1000)),
        'svix-signature': new Webhook(secret).sign(eventId, at, body),
      },
      body,
      signal: AbortSignal.timeout(5_000),
    })
    return String(answer.status)
  } catch {
    return 'silent'
  }
}
