import { timingSafeEqual } from 'node:crypto'
import { Webhook } from 'standardwebhooks'
import { signatureTolerance } from '../domain/durations.ts'

// Standard Webhooks, as calls come to us and as they go from us:
// https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
// `verify` of the library, and that of `resend`, which is the same, reads the machine's clock. So only `sign` is used,
// and the time is judged here, by the clock that all else goes by.

/** What a signed call says of itself: its id, its time in seconds since 1970, and signatures, by spaces. */
type SignedHeaders = { id: string; timestamp: string; signature: string }

/**
 * Whether a body was signed under a secret (`whsec_…`), and at a time no more than five minutes from `now`. Any of
 * several signatures is enough, as there are two while a secret is changed.
 */
export function isSigned(
  secret: string,
  body: string,
  { id, timestamp, signature }: SignedHeaders,
  now: Date,
): boolean {
  if (!/^\d{1,12}$/.test(timestamp) || id === '' || id.length > 200) return false
  const at = new Date(Number(timestamp) * 1000)
  if (Math.abs(now.getTime() - at.getTime()) > signatureTolerance) return false
  const expected = Buffer.from(new Webhook(secret).sign(id, at, body))
  return signature.split(' ').some(one => {
    const given = Buffer.from(one)
    return given.length === expected.length && timingSafeEqual(given, expected)
  })
}

/** The headers of a call of ours. */
export const sign = (secret: string, body: string, id: string, at: Date) => ({
  'webhook-id': id,
  'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
  'webhook-signature': new Webhook(secret).sign(id, at, body),
})
