import { and, asc, desc, eq, gte, inArray, isNotNull, isNull, like, lte, ne, or, sql } from 'drizzle-orm'
import { minute } from '../domain/durations.ts'
import type { MailKind } from '../domain/endorsement.ts'
import type { Database, Reader, Transaction } from './client.ts'
import { outbox } from './schema/mail.ts'

/** Under what a message is sealed. */
export const outboxContext = (id: string) => `outbox:${id}`

/** In milliseconds. */
const lease = minute

export type OwedMessage = { id: string; sealed: Uint8Array; attempts: number; firstAttemptAt: Date }

/**
 * Takes up to `most` due messages for the time of a lease, in one statement. Other processes skip them meanwhile. If
 * this process dies, the lease ends and they are due again.
 */
export async function takeDue(db: Database, now: Date, most: number): Promise<OwedMessage[]> {
  const open = and(isNull(outbox.sentAt), isNull(outbox.parkedAt), isNull(outbox.cancelledAt))
  // In a WITH: PostgreSQL may run a sub-select of the UPDATE's condition anew for each row, and it gives others each
  // time, as it skips those that it has locked.
  const due = db.$with('due').as(
    db
      .select({ id: outbox.id })
      .from(outbox)
      .where(
        and(
          open,
          lte(outbox.nextAttemptAt, now),
          or(isNull(outbox.leasedUntil), lte(outbox.leasedUntil, now)),
        ),
      )
      .orderBy(asc(outbox.nextAttemptAt))
      .limit(most)
      .for('update', { skipLocked: true }),
  )
  const taken = await db
    .with(due)
    .update(outbox)
    .set({
      leasedUntil: new Date(now.getTime() + lease),
      attempts: sql`${outbox.attempts} + 1`,
      firstAttemptAt: sql`coalesce(${outbox.firstAttemptAt}, ${now.toISOString()}::timestamptz)`,
    })
    .where(inArray(outbox.id, db.select({ id: due.id }).from(due)))
    .returning()
  // RETURNING keeps no order, and people read their mails in the order in which they come.
  taken.sort((a, b) => a.createdAt.getTime() - b.createdAt.getTime())
  return taken.flatMap(({ id, sealed, attempts, firstAttemptAt }) =>
    sealed && firstAttemptAt ? [{ id, sealed, attempts, firstAttemptAt }] : [],
  )
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
export async function markParked(db: Database, owed: OwedMessage, code: string, now: Date) {
  await settle(db, owed, { parkedAt: now, lastError: code })
}

/**
 * What the last error of a message is, where the provider refuses our account: it says so to moderators and to
 * `/ready`.
 */
const accountMark = 'account: '

/**
 * Gives back what was taken and not tried, or what was refused for our account's sake (`code`): no message has begun
 * the provider's period by that.
 */
export async function release(db: Database, ids: string[], at: Date, code?: string) {
  if (ids.length === 0) return
  await db
    .update(outbox)
    .set({
      leasedUntil: null,
      nextAttemptAt: at,
      ...(code === undefined ? {} : { lastError: accountMark + code }),
      attempts: sql`${outbox.attempts} - 1`,
      // A message that was never sent has not begun the provider's period for its idempotency key.
      firstAttemptAt: sql`CASE WHEN ${outbox.attempts} > 1 THEN ${outbox.firstAttemptAt} END`,
    })
    .where(and(inArray(outbox.id, ids), isNull(outbox.sentAt), isNull(outbox.cancelledAt)))
}

/** The provider's code where it refuses our account, until a message has gone again; null where it does not. */
export async function findAccountRefusal(reader: Reader): Promise<string | null> {
  const [row] = await reader
    .select({ lastError: outbox.lastError })
    .from(outbox)
    .where(and(isNotNull(outbox.sealed), isNull(outbox.parkedAt), like(outbox.lastError, `${accountMark}%`)))
    .limit(1)
  return row?.lastError?.slice(accountMark.length) ?? null
}

/** Writes a failure only while this lease is the last one: after that, another process answers for the message. */
async function settle(
  db: Database,
  { id, attempts }: OwedMessage,
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

/**
 * Wipes all messages about these endorsements that the provider has not taken, tried or not: nobody is to get them.
 * `only` and `but`: of one kind alone, or of every other.
 */
export async function wipeUnsent(
  tx: Transaction,
  endorsementIds: string[],
  now: Date,
  { only, but }: { only?: MailKind; but?: MailKind } = {},
) {
  await tx
    .update(outbox)
    .set({ sealed: null, cancelledAt: now, parkedAt: null })
    .where(
      and(
        inArray(outbox.endorsementId, endorsementIds),
        only && eq(outbox.kind, only),
        but && ne(outbox.kind, but),
        isNull(outbox.sentAt),
        isNull(outbox.cancelledAt),
      ),
    )
}

/**
 * Wipes what is still owed, since before a time, to people whose data is erased: parked, it would keep their address
 * for good. @returns how many messages there were
 */
export async function wipeOwedToErased(tx: Transaction, before: Date, now: Date): Promise<number> {
  const wiped = await tx
    .update(outbox)
    .set({ sealed: null, cancelledAt: now, parkedAt: null })
    .where(and(eq(outbox.kind, sql`'erased'`), isNotNull(outbox.sealed), lte(outbox.createdAt, before)))
    .returning({ id: outbox.id })
  return wiped.length
}

/**
 * Forgets what was owed, or sent, since before a time. A message that nobody could deliver for so long is nobody's
 * news; by its id the provider would still know whom it went to.
 */
export async function forgetOldMails(tx: Transaction, before: Date, now: Date) {
  await tx
    .update(outbox)
    .set({ sealed: null, cancelledAt: now, parkedAt: null })
    .where(and(isNotNull(outbox.sealed), lte(outbox.createdAt, before)))
  await tx
    .update(outbox)
    .set({ providerId: null })
    .where(and(isNotNull(outbox.providerId), lte(outbox.sentAt, before)))
}

/** Takes back an endorsement's messages of a kind that were never tried. @returns how many there were */
export async function cancelUnsent(
  tx: Transaction,
  endorsementId: string,
  kind: MailKind,
  now: Date,
): Promise<number> {
  const cancelled = await tx
    .update(outbox)
    .set({ sealed: null, cancelledAt: now })
    .where(
      and(
        eq(outbox.endorsementId, endorsementId),
        eq(outbox.kind, kind),
        isNull(outbox.firstAttemptAt),
        isNull(outbox.sentAt),
        isNull(outbox.parkedAt),
        isNull(outbox.cancelledAt),
      ),
    )
    .returning({ id: outbox.id })
  return cancelled.length
}
