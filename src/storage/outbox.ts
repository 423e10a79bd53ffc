import { and, asc, desc, eq, getTableColumns, gt, gte, isNotNull, isNull, lte, or, sql } from 'drizzle-orm'
import { minute } from '../domain/durations.ts'
import type { MailKind } from '../domain/endorsement.ts'
import { lastUrgent, type MailPriority, turnDistance } from '../domain/mail-order.ts'
import { slotsOf } from '../domain/mail-pace.ts'
import type { Database, Reader, Transaction } from './client.ts'
import { lockPace } from './mail-pace.ts'
import { mailPace, outbox, type ParkedAs } from './schema/mail.ts'

/** Under what a message is sealed. */
export const outboxContext = (id: string) => `outbox:${id}`

/** In milliseconds. */
const lease = minute

/**
 * `isLeft`: whoever took it before said nothing of what came of it. `isTrial`: our account is refused, and it tries for
 * all.
 */
export type OwedMessage = {
  id: string
  kind: string
  sealed: Uint8Array
  attempts: number
  firstAttemptAt: Date
  isLeft: boolean
  isTrial: boolean
  lastError: string | null
}

const isOpen = and(isNull(outbox.sentAt), isNull(outbox.parkedAt), isNull(outbox.cancelledAt))
const isDue = (now: Date) =>
  and(isOpen, lte(outbox.nextAttemptAt, now), or(isNull(outbox.leasedUntil), lte(outbox.leasedUntil, now)))

/** What was taken; when the next one may go, null where nothing is due. */
type Taken = { messages: OwedMessage[]; opensAt: Date | null }

/**
 * Takes up to `most` due messages for the time of a lease, as many as the pace has room for.
 * - Who takes locks the pace: processes take one after the other, and each finds what is next for all.
 * - If this process dies, the lease ends and they are due again.
 */
export async function takeDue(db: Database, now: Date, perSecond: number, most: number): Promise<Taken> {
  // Asked before anything is locked: mostly nothing is due.
  const due = await db.select({ id: outbox.id }).from(outbox).where(isDue(now)).limit(1)
  if (due.length === 0) return { messages: [], opensAt: null }
  return db.transaction(async tx => {
    const pace = await lockPace(tx)
    const { count, opensAt, nextAfter } = slotsOf(pace, perSecond, now)
    if (count === 0) return { messages: [], opensAt }
    const taken = await take(tx, now, Math.min(count, most))
    const messages = taken.map(one => ({ ...one, isTrial: pace.accountRefusal !== null }))
    const nextAt = nextAfter(messages.length)
    if (messages.length > 0) await tx.update(mailPace).set({ nextAt })
    return { messages, opensAt: messages.length > 0 ? nextAt : null }
  })
}

/** In the order in which they go. */
async function take(tx: Transaction, now: Date, most: number): Promise<Omit<OwedMessage, 'isTrial'>[]> {
  // In a WITH: PostgreSQL may run a sub-select of the UPDATE's condition anew for each row, and it gives others each
  // time, as it skips those that it has locked.
  const due = tx.$with('due').as(
    tx
      .select({ id: outbox.id, leasedBefore: outbox.leasedUntil })
      .from(outbox)
      // For the index `outbox_by_turn`: what is open is not wiped.
      .where(and(isDue(now), isNotNull(outbox.sealed)))
      .orderBy(...inTurn)
      .limit(most)
      .for('update', { skipLocked: true }),
  )
  const taken = await tx
    .with(due)
    .update(outbox)
    .set({
      leasedUntil: new Date(now.getTime() + lease),
      attempts: sql`${outbox.attempts} + 1`,
      firstAttemptAt: sql`coalesce(${outbox.firstAttemptAt}, ${now.toISOString()}::timestamptz)`,
    })
    .from(due)
    .where(eq(outbox.id, due.id))
    .returning({ ...getTableColumns(outbox), leasedBefore: due.leasedBefore })
  // RETURNING keeps no order.
  taken.sort(
    (a, b) =>
      a.priority - b.priority ||
      a.turn.getTime() - b.turn.getTime() ||
      a.createdAt.getTime() - b.createdAt.getTime() ||
      (a.id < b.id ? -1 : 1),
  )
  return taken.flatMap(({ id, kind, sealed, attempts, firstAttemptAt, leasedBefore, lastError }) =>
    sealed && firstAttemptAt
      ? [{ id, kind, sealed, attempts, firstAttemptAt, isLeft: leasedBefore !== null, lastError }]
      : [],
  )
}

const inTurn = [asc(outbox.priority), asc(outbox.turn), asc(outbox.createdAt), asc(outbox.id)]

/** Whether nothing has gone since a time, though something was tried or due before it and is owed still. */
export async function hasStoodStill(reader: Reader, since: Date): Promise<boolean> {
  const isLate = or(lte(outbox.firstAttemptAt, since), lte(outbox.nextAttemptAt, since))
  const [owed] = await reader.select({ id: outbox.id }).from(outbox).where(and(isOpen, isLate)).limit(1)
  return owed !== undefined && !(await hasGoneSince(reader, since))
}

/** Whether the provider has taken anything since a time. */
export async function hasGoneSince(reader: Reader, since: Date): Promise<boolean> {
  const isGone = and(isNotNull(outbox.providerId), gte(outbox.sentAt, since))
  const [gone] = await reader.select({ id: outbox.id }).from(outbox).where(isGone).limit(1)
  return gone !== undefined
}

/** Lets what one person waits for, and was tried in vain before `since`, be tried now and not after its pause. */
export async function endPauses(db: Database, since: Date, now: Date) {
  await db
    .update(outbox)
    .set({ nextAttemptAt: now })
    .where(
      and(
        isOpen,
        isNotNull(outbox.sealed),
        lte(outbox.priority, lastUrgent),
        gt(outbox.nextAttemptAt, now),
        lte(outbox.firstAttemptAt, since),
        isNotNull(outbox.lastError),
      ),
    )
}

/** What a message of this priority takes turns with, and since when it is owed. */
type Turn = {
  priority: MailPriority
  /** Null: the version before owed it. */
  share: Uint8Array | null
  source: Uint8Array | null
  createdAt: Date
}

/**
 * When a message has its turn: as it is owed, or after the last one of its share or its source that has not gone. So a
 * flood queues behind itself, and whoever shares nothing with it goes before.
 */
export async function findTurn(tx: Transaction, { priority, share, source, createdAt }: Turn): Promise<Date> {
  const lastOf = async (column: typeof outbox.share | typeof outbox.source, key: Uint8Array) => {
    const [row] = await tx
      .select({ turn: outbox.turn })
      .from(outbox)
      .where(and(eq(column, key), eq(outbox.priority, priority)))
      .orderBy(desc(outbox.turn))
      .limit(1)
    return row ? row.turn.getTime() + turnDistance : 0
  }
  const afterShare = share ? await lastOf(outbox.share, share) : 0
  const afterSource = source ? await lastOf(outbox.source, source) : 0
  return new Date(Math.max(createdAt.getTime(), afterShare, afterSource))
}

/** Whether a mail of this kind has been owed to somebody's representative since then, and was not taken back. */
export async function isMailOwed(
  reader: Reader,
  { endorsementId, kind, since }: { endorsementId: string; kind: MailKind; since: Date },
): Promise<boolean> {
  const rows = await reader
    .select({ id: outbox.id })
    .from(outbox)
    .where(
      and(
        eq(outbox.endorsementId, endorsementId),
        eq(outbox.kind, kind),
        gte(outbox.createdAt, since),
        isNull(outbox.cancelledAt),
      ),
    )
    .limit(1)
  return rows.length > 0
}

/**
 * Notes that the provider has the message, and wipes it here. An answer that comes after the lease counts too, whatever
 * another process has made of the message meanwhile.
 */
export async function markSent(db: Database, { id }: OwedMessage, providerId: string, now: Date) {
  await db
    .update(outbox)
    .set({ sentAt: now, providerId, sealed: null, lastError: null, leasedUntil: null, parkedAt: null })
    .where(and(eq(outbox.id, id), isNull(outbox.sentAt), isNull(outbox.cancelledAt)))
}

export async function markLater(db: Database, owed: OwedMessage, code: string, at: Date) {
  await settle(db, owed, { nextAttemptAt: at, lastError: code })
}

/** Keeps the message for a person to look at; no machine tries it again. */
export async function markParked(db: Database, owed: OwedMessage, as: ParkedAs, code: string, now: Date) {
  await settle(db, owed, { parkedAt: now, parkedAs: as, lastError: code })
}

/**
 * Gives back what the provider refused for our account's sake: no message has begun the provider's period by that, and
 * each keeps its turn, but that others try before it meanwhile.
 */
export async function release(db: Database, { id, attempts }: OwedMessage, code: string, at: Date) {
  await settle(
    db,
    { id, attempts },
    {
      lastError: code,
      nextAttemptAt: at,
      attempts: attempts - 1,
      // A message that was never sent has not begun the provider's period for its idempotency key.
      ...(attempts > 1 ? {} : { firstAttemptAt: null }),
    },
  )
}

/** Writes a failure only while this lease is the last one: after that, another process answers for the message. */
async function settle(
  db: Database,
  { id, attempts }: Pick<OwedMessage, 'id' | 'attempts'>,
  outcome: Partial<typeof outbox.$inferInsert>,
) {
  await db
    .update(outbox)
    .set({ ...outcome, leasedUntil: null })
    .where(
      and(
        eq(outbox.id, id),
        eq(outbox.attempts, attempts),
        isNull(outbox.sentAt),
        isNull(outbox.cancelledAt),
      ),
    )
}

/**
 * What became of the newest mail of a kind about an endorsement, where it has not gone; null where it has, or none was
 * owed.
 */
export async function findUnsent(
  reader: Reader,
  endorsementId: string,
  kind: MailKind,
): Promise<'owed' | 'parked' | null> {
  const isOfKind = and(eq(outbox.endorsementId, endorsementId), eq(outbox.kind, kind))
  const [row] = await reader
    .select({ parkedAt: outbox.parkedAt })
    .from(outbox)
    .where(and(isOfKind, isNull(outbox.sentAt), isNull(outbox.cancelledAt)))
    .orderBy(desc(outbox.createdAt))
    .limit(1)
  if (!row) return null
  return row.parkedAt ? 'parked' : 'owed'
}
