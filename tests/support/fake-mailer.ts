import { err, ok } from '../../src/domain/result.ts'
import type { MailError, Mailer, Message } from '../../src/mail/mailer.ts'
import type { FindOutcome, Outcome } from '../../src/mail/outcome.ts'

export type Attempt = { key: string; message: Message }

/** A provider that accepts everything unless told otherwise, and keeps what it was given. */
export type FakeMailer = {
  mailer: Mailer
  /** Every call, the refused ones too. */
  attempts: Attempt[]
  /** What it accepted. */
  accepted: Attempt[]
  /** The next calls fail, each with the next of these. */
  fail: (...errors: MailError[]) => void
  /** The next call throws, and its error quotes the mail: no line of a log may. */
  breakOnce: () => void
  /** Runs inside each call, before it is answered: the network takes its time. */
  before: (step: (attempt: Attempt) => Promise<void>) => void
  tokensTo: (address: string) => string[]
  /** Knows what {@link tellOutcome} told it, and of every other mail nothing yet. */
  findOutcome: FindOutcome
  /** Every id that was asked about. */
  polled: string[]
  tellOutcome: (outcome: Outcome) => void
}

export function createFakeMailer(): FakeMailer {
  const attempts: Attempt[] = []
  const accepted: Attempt[] = []
  const errors: MailError[] = []
  const outcomes = new Map<string, Outcome>()
  const polled: string[] = []
  let isBroken = false
  let step: (attempt: Attempt) => Promise<void> = async () => {}
  return {
    attempts,
    accepted,
    async mailer(key, message) {
      const attempt = { key, message }
      attempts.push(attempt)
      if (isBroken) {
        isBroken = false
        throw new Error(JSON.stringify(message))
      }
      const error = errors.shift()
      await step(attempt)
      if (error) return err(error)
      accepted.push(attempt)
      return ok({ providerId: `provider-${key}` })
    },
    fail: (...more) => errors.push(...more),
    breakOnce() {
      isBroken = true
    },
    before(next) {
      step = next
    },
    async findOutcome(providerId) {
      polled.push(providerId)
      return ok(outcomes.get(providerId) ?? null)
    },
    polled,
    tellOutcome: outcome => outcomes.set(outcome.providerId, outcome),
    tokensTo: address =>
      accepted.filter(({ message }) => message.to === address).flatMap(a => tokensIn(a.message.text)),
  }
}

/** Each link's token once, in the order of the text. */
export const tokensIn = (text: string): string[] => [
  ...new Set(
    [...text.matchAll(/\/confirm\/([A-Za-z0-9_-]{43})(?![A-Za-z0-9_-])/g)].map(([, token = '']) => token),
  ),
]
