import type { MailConfig } from '../config.ts'
import { err, ok, type Result } from '../domain/result.ts'
import { codeOf, resendOf } from './resend.ts'

export type Message = {
  to: string
  subject: string
  html: string
  text: string
  /** Beside those that every mail has: src/mail/unsubscribe-headers.ts. */
  headers?: Record<string, string>
}

/** What the provider's refusal means; src/mail/deliver.ts does what follows from it. */
export type MailError =
  /** Try again later: after as many seconds, if the provider said. `slowDown`: no other message either until then. */
  | { reason: 'later'; code: string; after: number | null; slowDown: boolean }
  /**
   * Our account is refused, and no message goes before somebody mends that: nothing was accepted. `perhapsAddress`: it
   * may be this recipient alone that is refused.
   */
  | { reason: 'account'; code: string; perhapsAddress?: true }
  /** The same message would be refused again, for its recipient's sake or for what it says: a person has to look. */
  | { reason: 'address' | 'message'; code: string }
  /** Whether it went nobody knows, and a second try could mail twice: a person has to look. */
  | { reason: 'unknown'; code: string }

/** `rest`: for how many seconds no other message is to go, where the provider said so. */
type Accepted = { providerId: string; rest?: number }

/**
 * Sends a rendered message.
 * - Within 24 hours it is sent once for its key, however often this is called; or
 * - where the provider `forgetsKeys`, nothing is tried again of which nobody knows whether it went.
 */
export type Mailer = ((key: string, message: Message) => Promise<Result<Accepted, MailError>>) & {
  readonly forgetsKeys?: true
}

/** Resend's error names and statuses: https://resend.com/docs/api-reference/errors */
export function createResendMailer(config: MailConfig): Mailer {
  const resend = resendOf(config)
  return async (key, message) => {
    const { data, error, headers } = await resend.emails.send(
      { from: config.mailFrom, ...message },
      // Shorter than the outbox's lease: a message whose connection hangs is not sent a second time meanwhile.
      { idempotencyKey: key, signal: AbortSignal.timeout(20_000) },
    )
    if (data) return ok({ providerId: data.id, ...restOf(headers) })
    const code = codeOf(error)
    if (isOfAccount(error.statusCode, error.name)) return err({ reason: 'account', code })
    const later =
      error.statusCode === null ||
      error.statusCode === undefined ||
      error.statusCode === 429 ||
      error.statusCode >= 500 ||
      error.name === 'concurrent_idempotent_requests'
    if (!later) return err({ reason: isOfRecipient(error) ? 'address' : 'message', code })
    const after = secondsIn(headers?.['retry-after']) ?? restOf(headers).rest ?? null
    return err({ reason: 'later', code, after, slowDown: error.statusCode === 429 })
  }
}

/** Resend names the field that it does not take. */
const isOfRecipient = ({ statusCode, message }: { statusCode: number | null; message: string }): boolean =>
  statusCode === 422 && /`to`/.test(message)

type Headers = Readonly<Record<string, string>> | null | undefined

/**
 * How long to rest after the last request of a window, by `ratelimit-*`:
 * https://resend.com/docs/api-reference/rate-limit
 * A window of a second needs none, as the pace counts by the second.
 */
function restOf(headers: Headers): { rest?: number } {
  const rest = secondsIn(headers?.['ratelimit-reset'])
  return headers?.['ratelimit-remaining'] === '0' && rest !== null && rest > 1 ? { rest } : {}
}

function secondsIn(header: string | undefined): number | null {
  const seconds = Number(header)
  return Number.isFinite(seconds) && seconds > 0 ? seconds : null
}

/** Key, domain, sender or quota: what is wrong with us, and not with the message or its recipient. */
const isOfAccount = (status: number | null | undefined, name: string): boolean =>
  status === 401 ||
  status === 403 ||
  ['invalid_from_address', 'daily_quota_exceeded', 'monthly_quota_exceeded'].includes(name)
