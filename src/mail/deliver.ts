import type { Deps } from '../deps.ts'
import { hour, minute } from '../domain/durations.ts'
import { unreachableCode } from '../domain/mail-outcome.ts'
import { accountPause, longestPauseSeconds, longestRest, pauseSecondsAfter } from '../domain/mail-pace.ts'
import { describeError } from '../log.ts'
import { insertDeskCall } from '../storage/desk-calls.ts'
import { noteAccountRefusal, noteAccountWorks, restUntil } from '../storage/mail-pace.ts'
import {
  endPauses,
  hasGoneSince,
  markLater,
  markParked,
  markSent,
  type OwedMessage,
  outboxContext,
  release,
  takeDue,
} from '../storage/outbox.ts'
import type { ParkedAs } from '../storage/schema/mail.ts'
import { wait } from '../storage/time-limit.ts'
import type { MailError, Message } from './mailer.ts'
import { mayReach } from './reachable.ts'

export type DeliveryDeps = Pick<Deps, 'config' | 'db' | 'sealing' | 'mailer' | 'random' | 'now' | 'log'>

/** The provider forgets an idempotency key after 24 h, and a retry could mail twice: stop an hour before. */
const safeRetryPeriod = 23 * hour

/** Mails that go beside each other, and what becomes of them. */
type Sender = {
  /**
   * Takes what may go now, up to `most`, and begins to send it.
   *
   * @returns how many; and when the next one may go, null where nothing is due or all hands are full
   */
  begin: (most: number) => Promise<{ count: number; opensAt: Date | null }>
  /** Those that have no answer yet; each resolves, whatever comes of it. */
  flying: ReadonlySet<Promise<void>>
  /** How many have their answer, and how many of them the provider has accepted. */
  answeredCount: () => number
  sentCount: () => number
}

/**
 * Sends what is due, up to `atOnce` mails beside each other.
 * - Taking, sending and marking are three steps: no transaction is open while the network is waited for.
 * - They are handed over in the order in which they were taken; who is slow to answer holds up nobody.
 */
export function createSender(deps: DeliveryDeps, atOnce: number): Sender {
  const flying = new Set<Promise<void>>()
  let [answeredCount, sentCount] = [0, 0]
  const send = (owed: OwedMessage, opened: Opened) => {
    const flight = deliver(deps, owed, opened)
      .then(isSent => {
        if (isSent) sentCount++
      })
      // Not marked, it is due again as its lease ends, and goes under the same key.
      .catch(error => deps.log('error', 'mail_not_marked', { outbox: owed.id, ...describeError(error) }))
      .finally(() => {
        flying.delete(flight)
        answeredCount++
      })
    flying.add(flight)
  }
  return {
    flying,
    answeredCount: () => answeredCount,
    sentCount: () => sentCount,
    async begin(most) {
      const room = Math.min(most, atOnce - flying.size)
      if (room <= 0) return { count: 0, opensAt: null }
      const { messages, opensAt } = await takeDue(deps.db, deps.now(), deps.config.mailPerSecond, room)
      for (const owed of messages) send(owed, await open(deps, owed))
      return { count: messages.length, opensAt }
    },
  }
}

/** `atOnce`: mails beside each other. `patience`: how long to wait in all, in milliseconds, for a moment to send. */
type DeliverOptions = { atOnce?: number; patience?: number }

/**
 * Sends what is due: until nothing is, `most` were tried, or the next moment to send is beyond the patience.
 *
 * @returns how many messages the provider accepted
 */
export async function deliverDue(
  deps: DeliveryDeps,
  most: number,
  { atOnce = 20, patience = 0 }: DeliverOptions = {},
): Promise<number> {
  const sender = createSender(deps, atOnce)
  const until = Date.now() + patience
  let tried = 0
  while (tried < most) {
    const answeredBefore = sender.answeredCount()
    const { count, opensAt } = await sender.begin(most - tried)
    tried += count
    // Also where nothing was taken, but a mail was answered meanwhile: it may be due again, so look once more.
    if (count > 0 || sender.answeredCount() > answeredBefore) continue
    const pause = opensAt === null ? null : Math.max(1, opensAt.getTime() - deps.now().getTime())
    const mayWait = pause !== null && Date.now() + pause <= until
    // An answer changes what is next: a mail is due again, the account works again.
    if (sender.flying.size > 0) await Promise.race([...sender.flying, ...(mayWait ? [wait(pause)] : [])])
    else if (mayWait) await wait(pause)
    else break
  }
  await Promise.all(sender.flying)
  return sender.sentCount()
}

/** Null for an envelope that does not open. `mayGo`: no earlier mail says that none arrives at its address. */
type Opened = { message: Message | null; mayGo: boolean }

async function open(deps: DeliveryDeps, owed: OwedMessage): Promise<Opened> {
  const { sealing, log } = deps
  try {
    const message = JSON.parse(await sealing.open(outboxContext(owed.id), owed.sealed)) as Message
    return { message, mayGo: await mayReach(deps, owed.kind, message.to) }
  } catch (error) {
    log('error', 'mail_failed', { outbox: owed.id, ...describeError(error) })
    return { message: null, mayGo: true }
  }
}

/** Sends one message and notes what came of it. @returns whether the provider accepted it */
async function deliver(deps: DeliveryDeps, owed: OwedMessage, { message, mayGo }: Opened): Promise<boolean> {
  const { db, now, log } = deps
  const park = async (as: ParkedAs, code: string) => {
    await markParked(db, owed, as, code, now())
    log('error', 'mail_parked', { outbox: owed.id, code })
    // Of an address where nothing arrives moderators were told when that became known.
    if (deps.config.moderatorsWebhook && code !== unreachableCode)
      await insertDeskCall(db, 'mail.parked', null, now())
    return false
  }
  if (now().getTime() - owed.firstAttemptAt.getTime() >= safeRetryPeriod)
    return park('too-late', 'past the idempotency period')
  if (!mayGo) return park('address', unreachableCode)
  if (owed.isLeft && deps.mailer.forgetsKeys) return park('unknown', 'whoever sent it has gone')
  const answer = await send(deps, owed, message)
  if (answer.ok) {
    const { providerId, rest } = answer.value
    // An outage, and not the trouble of one message.
    const since = new Date(now().getTime() - minute)
    const worksAgain = !(await hasGoneSince(db, since))
    await markSent(db, owed, providerId, now())
    await noteAccountWorks(db, now())
    if (worksAgain) await endPauses(db, since, now())
    if (rest !== undefined) await restFor(deps, rest)
    return true
  }
  const { error } = answer
  if (error.reason === 'later') {
    const pause = Math.min(error.after ?? pauseSecondsAfter(owed.attempts, chance(deps)), longestPauseSeconds)
    if (error.slowDown) await restFor(deps, error.after ?? 1)
    await markLater(db, owed, error.code, secondsAfter(now(), pause))
    log('warn', 'mail_delayed', { outbox: owed.id, code: error.code, attempts: owed.attempts })
    return false
  }
  if (error.reason === 'account') {
    // Refused once more, while the account works for others: it is this recipient's.
    if (error.perhapsAddress && !owed.isTrial && owed.lastError === error.code)
      return park('address', error.code)
    // The provider has accepted nothing: the period in which it knows the message's key has not begun.
    await refuseAccount(deps, error.code, !error.perhapsAddress || owed.isTrial)
    // What may be this recipient's alone lets another try for all.
    const again = error.perhapsAddress ? (2 * accountPause) / 1000 : 0
    await release(db, owed, error.code, secondsAfter(now(), again))
    log('error', 'mail_account_refused', { code: error.code, triedAgainAfter: accountPause / 1000 })
    return false
  }
  await noteAccountWorks(db, now())
  return park(error.reason, error.code)
}

async function send(
  { mailer, log }: DeliveryDeps,
  owed: OwedMessage,
  message: Message | null,
): ReturnType<Deps['mailer']> {
  const fault: MailError = { reason: 'later', code: 'fault', after: null, slowDown: false }
  if (!message) return { ok: false, error: fault }
  try {
    return await mailer(owed.id, message)
  } catch (error) {
    log('error', 'mail_failed', { outbox: owed.id, ...describeError(error) })
    return { ok: false, error: fault }
  }
}

/** The account is refused: moderators are told once for each outage, when it is sure that it is one. */
const refuseAccount = ({ config, db, now }: DeliveryDeps, code: string, isSure: boolean) =>
  db.transaction(async tx => {
    const isNews = await noteAccountRefusal(tx, code, isSure, now())
    if (isNews && config.moderatorsWebhook) await insertDeskCall(tx, 'mail.account_refused', null, now())
  })

/** All mail rests for as many seconds as the provider wishes, and no longer than it may. */
const restFor = ({ db, now }: DeliveryDeps, seconds: number) =>
  restUntil(db, secondsAfter(now(), Math.min(seconds, longestRest / 1000)))

/** Between 0 and 1. */
const chance = ({ random }: Pick<Deps, 'random'>) => (random(1)[0] ?? 0) / 256
const secondsAfter = (at: Date, seconds: number) => new Date(at.getTime() + seconds * 1000)
