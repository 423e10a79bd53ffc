import {
  and,
  asc,
  count,
  desc,
  eq,
  gt,
  inArray,
  isNotNull,
  isNull,
  lt,
  lte,
  or,
  type SQL,
  sql,
} from 'drizzle-orm'
import { minute } from '../domain/durations.ts'
import { pollsAMinute } from '../domain/limits.ts'
import {
  hasArrived,
  isToldToAsker,
  type MailOutcome,
  pollAfter,
  unreachableCode,
} from '../domain/mail-outcome.ts'
import type { Database, Reader, Transaction } from './client.ts'
import { deliveryEvents, outbox } from './schema/mail.ts'

// What became of mails after the provider took them.

/** A mail that went, by the provider's id, locked; null for an id that is none of ours, or not any more. */
export async function lockMailOf(tx: Transaction, providerId: string) {
  const { id, endorsementId, kind, delivery, sentAt } = outbox
  const [row] = await tx
    .select({ id, endorsementId, kind, delivery, sentAt })
    .from(outbox)
    .where(eq(outbox.providerId, providerId))
    .for('update')
  return row ?? null
}

export async function setDelivery(tx: Transaction, id: string, delivery: MailOutcome, at: Date) {
  await tx.update(outbox).set({ delivery, deliveryAt: at }).where(eq(outbox.id, id))
}

/**
 * What whoever asked is told of the newest mail which their ask caused: that it did not arrive, `for now` where another
 * one may; null where nothing is known. One that we stopped ourselves would tell of an earlier mail.
 */
export async function findReturnOfAsk(reader: Reader, askId: string): Promise<'for now' | 'for good' | null> {
  const { delivery, parkedAs, lastError, createdAt } = outbox
  const [row] = await reader
    .select({ delivery, parkedAs, lastError })
    .from(outbox)
    .where(eq(outbox.askId, askId))
    .orderBy(desc(createdAt))
    .limit(1)
  if (!row) return null
  if (isToldToAsker(row.delivery)) return row.delivery === 'undelivered' ? 'for now' : 'for good'
  return row.parkedAs === 'address' && row.lastError !== unreachableCode ? 'for good' : null
}

/** What became of the newest mail about an endorsement that went; null where nothing is known. */
export const findLastDelivery = (reader: Reader, endorsementId: string): Promise<MailOutcome | null> =>
  deliveryOfNewest(
    reader,
    and(eq(outbox.endorsementId, endorsementId), isNotNull(outbox.sentAt)),
    outbox.sentAt,
  )

/** The same of the mail with the link for a new contact person, sent or not: an earlier one was to somebody else. */
export const findDeliveryToNewContact = (
  reader: Reader,
  endorsementId: string,
): Promise<MailOutcome | null> =>
  deliveryOfNewest(
    reader,
    and(eq(outbox.endorsementId, endorsementId), eq(outbox.kind, 'new-contact')),
    outbox.createdAt,
  )

async function deliveryOfNewest(
  reader: Reader,
  which: SQL | undefined,
  by: typeof outbox.createdAt | typeof outbox.sentAt,
): Promise<MailOutcome | null> {
  const [row] = await reader
    .select({ delivery: outbox.delivery })
    .from(outbox)
    .where(which)
    .orderBy(desc(by))
    .limit(1)
  return row?.delivery ?? null
}

/** The moderators, by id, to whom the newest mail that went did not arrive. */
export async function findUnreachedModerators(reader: Reader): Promise<ReadonlySet<string>> {
  const { moderatorId, delivery, sentAt } = outbox
  const rows = await reader
    .selectDistinctOn([moderatorId], { moderatorId, delivery })
    .from(outbox)
    .where(and(isNotNull(moderatorId), isNotNull(sentAt)))
    .orderBy(moderatorId, sql`${sentAt} DESC`)
  const unreached = rows.filter(row => row.delivery !== null && !hasArrived(row.delivery))
  return new Set(unreached.flatMap(row => row.moderatorId ?? []))
}

/**
 * Takes a mail of which nothing is known though it should be, where a minute allows one more: each is asked about at
 * the times of `pollAfter`, and then no more.
 *
 * @returns the provider's id; null where there is nothing to ask
 */
export async function takeToPoll(db: Database, now: Date): Promise<string | null> {
  const [polled] = await db
    .select({ polls: count() })
    .from(outbox)
    .where(gt(outbox.polledAt, new Date(now.getTime() - minute)))
  if ((polled?.polls ?? 0) >= pollsAMinute) return null
  const isOverdue = or(
    ...pollAfter.map((after, polls) =>
      and(eq(outbox.polls, polls), lte(outbox.sentAt, new Date(now.getTime() - after))),
    ),
  )
  const overdue = db
    .select({ id: outbox.id })
    .from(outbox)
    .where(
      and(
        isNotNull(outbox.providerId),
        // Written out, as the index has it.
        sql`${outbox.polls} < 3`,
        or(isNull(outbox.delivery), eq(outbox.delivery, sql`'delayed'`)),
        isOverdue,
      ),
    )
    .orderBy(asc(outbox.sentAt))
    .limit(1)
    .for('update', { skipLocked: true })
  const [taken] = await db
    .with(db.$with('overdue').as(overdue))
    .update(outbox)
    .set({ polls: sql`${outbox.polls} + 1`, polledAt: now })
    .where(inArray(outbox.id, sql`(SELECT id FROM overdue)`))
    .returning({ providerId: outbox.providerId })
  return taken?.providerId ?? null
}

/** False for an event that was taken in before. */
export async function insertDeliveryEvent(tx: Transaction, id: string, now: Date): Promise<boolean> {
  const inserted = await tx
    .insert(deliveryEvents)
    .values({ id, receivedAt: now })
    .onConflictDoNothing()
    .returning({ id: deliveryEvents.id })
  return inserted.length > 0
}

export async function deleteOldDeliveryEvents(tx: Transaction, before: Date) {
  await tx.delete(deliveryEvents).where(lt(deliveryEvents.receivedAt, before))
}
