import type { Deps } from '../deps.ts'
import { hour } from '../domain/durations.ts'
import { describeError } from '../log.ts'
import {
  markLater,
  markParked,
  markSent,
  type OwedMessage,
  outboxContext,
  release,
  takeDue,
} from '../storage/outbox.ts'
import type { MailError, Message } from './mailer.ts'

type DeliveryDeps = Pick<Deps, 'db' | 'sealing' | 'mailer' | 'now' | 'log'>

/** The provider forgets an idempotency key after 24 h, and a retry could mail twice: stop an hour before. */
const safeRetryPeriod = 23 * hour

/**
 * Sends what is due.
 * - One message after another: the provider limits requests a second.
 * - Taking, sending and marking are three steps: no transaction is open while the network is waited for.
 * - Where the provider refuses our account, nothing is parked: all waits, and one message tries again each
 *   {@link accountPause}.
 *
 * @returns how many messages the provider accepted
 */
export async function deliverDue(deps: DeliveryDeps, most: number): Promise<number> {
  const taken = await takeDue(deps.db, deps.now(), most)
  let sentCount = 0
  for (const [index, owed] of taken.entries()) {
    const outcome = await deliver(deps, owed)
    if (outcome === 'sent') sentCount++
    const pause = pauseForAll(outcome)
    if (pause === null) continue
    const notTried = taken.slice(index + 1).map(({ id }) => id)
    await release(deps.db, notTried, secondsAfter(deps.now(), pause))
    break
  }
  return sentCount
}

type Outcome = 'sent' | 'parked' | Exclude<MailError, { reason: 'refused' }>

/** In seconds. */
const accountPause = 60

/** For how many seconds no other message is tried either; null where the next one may go at once. */
function pauseForAll(outcome: Outcome): number | null {
  if (typeof outcome === 'string') return null
  if (outcome.reason === 'account') return accountPause
  return outcome.slowDown ? (outcome.after ?? 1) : null
}

async function deliver(deps: DeliveryDeps, owed: OwedMessage): Promise<Outcome> {
  const { db, now, log } = deps
  const park = async (code: string): Promise<Outcome> => {
    await markParked(db, owed, code, now())
    log('error', 'mail_parked', { outbox: owed.id, code })
    return 'parked'
  }
  if (now().getTime() - owed.firstAttemptAt.getTime() >= safeRetryPeriod)
    return park('past the idempotency period')
  const answer = await send(deps, owed)
  if (answer.ok) {
    await markSent(db, owed, answer.value.providerId, now())
    return 'sent'
  }
  const { error } = answer
  if (error.reason === 'refused') return park(error.code)
  if (error.reason === 'account') {
    // The provider has accepted nothing: the period in which it knows the message's key has not begun.
    await release(db, [owed.id], secondsAfter(now(), accountPause), error.code)
    log('error', 'mail_account_refused', { code: error.code })
    return error
  }
  await markLater(db, owed, error.code, secondsAfter(now(), error.after ?? pauseAfter(owed.attempts)))
  log('warn', 'mail_delayed', { outbox: owed.id, code: error.code, attempts: owed.attempts })
  return error
}

async function send({ sealing, mailer, log }: DeliveryDeps, owed: OwedMessage): ReturnType<Deps['mailer']> {
  try {
    const message = JSON.parse(await sealing.open(outboxContext(owed.id), owed.sealed)) as Message
    return await mailer(owed.id, message)
  } catch (error) {
    log('error', 'mail_failed', { outbox: owed.id, ...describeError(error) })
    return { ok: false, error: { reason: 'later', code: 'fault', after: null, slowDown: false } }
  }
}

/** Seconds until the next try: 5, 15, 45, … at most an hour. */
const pauseAfter = (attempts: number) => Math.min(3600, 5 * 3 ** Math.max(0, attempts - 1))
const secondsAfter = (at: Date, seconds: number) => new Date(at.getTime() + seconds * 1000)
