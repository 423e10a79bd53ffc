import type { Deps } from '../deps.ts'
import { describeError } from '../log.ts'
import { claimDue, markLater, markParked, markSent, type OwedMessage, release } from '../storage/outbox.ts'
import type { MailError, Message } from './mailer.ts'
import { outboxContext } from './owe.ts'

type DeliveryDeps = Pick<Deps, 'db' | 'sealing' | 'mailer' | 'now' | 'log'>

/** The provider honours an idempotency key for 24 h; an hour short of that, a retry could mail twice. */
const safeRetryPeriod = 23 * 60 * 60 * 1000

/**
 * Sends what is due, one after another, as the provider counts requests a second. Claiming, sending and
 * marking are three steps, so no transaction is open while the network is waited for.
 *
 * @returns how many messages the provider accepted
 */
export async function deliverDue(deps: DeliveryDeps, most: number): Promise<number> {
  const claimed = await claimDue(deps.db, deps.now(), most)
  let sent = 0
  for (const [index, owed] of claimed.entries()) {
    const failure = await deliver(deps, owed)
    if (!failure) {
      sent++
      continue
    }
    if (failure.slowDown) {
      const rest = claimed.slice(index + 1).map(({ id }) => id)
      await release(deps.db, rest, secondsFrom(deps.now(), failure.after ?? 1))
      break
    }
  }
  return sent
}

async function deliver(
  deps: DeliveryDeps,
  owed: OwedMessage,
): Promise<Extract<MailError, { reason: 'later' }> | null> {
  const { db, now, log } = deps
  if (now().getTime() - owed.firstAttemptAt.getTime() >= safeRetryPeriod) {
    await markParked(db, owed.id, 'past the idempotency period', now())
    log('error', 'mail_parked', { outbox: owed.id })
    return null
  }
  const answer = await attempt(deps, owed)
  if (answer.ok) {
    await markSent(db, owed.id, answer.value.providerId, now())
    return null
  }
  if (answer.error.reason === 'refused') {
    await markParked(db, owed.id, answer.error.code, now())
    log('error', 'mail_parked', { outbox: owed.id, code: answer.error.code })
    return null
  }
  await markLater(
    db,
    owed.id,
    answer.error.code,
    secondsFrom(now(), answer.error.after ?? pause(owed.attempts)),
  )
  log('warn', 'mail_delayed', { outbox: owed.id, code: answer.error.code, attempts: owed.attempts })
  return answer.error
}

async function attempt(
  { sealing, mailer, log }: DeliveryDeps,
  owed: OwedMessage,
): ReturnType<Deps['mailer']> {
  try {
    const message = JSON.parse(await sealing.open(outboxContext(owed.id), owed.sealed)) as Message
    return await mailer(owed.id, message)
  } catch (error) {
    log('error', 'mail_failed', { outbox: owed.id, ...describeError(error) })
    return { ok: false, error: { reason: 'later', code: 'fault', after: null, slowDown: false } }
  }
}

/** Seconds until the next try: 5, 15, 45, … at most an hour. */
const pause = (attempts: number) => Math.min(3600, 5 * 3 ** Math.max(0, attempts - 1))
const secondsFrom = (at: Date, seconds: number) => new Date(at.getTime() + seconds * 1000)
