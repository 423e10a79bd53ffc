import { and, asc, eq, inArray, isNull, lte, or, sql } from 'drizzle-orm'
import { type DeskCallKind, toldEvents } from '../domain/desk-call.ts'
import { deskCallPeriod, minute } from '../domain/durations.ts'
import type { Database, Reader, Transaction } from './client.ts'
import { deskCallCursor, deskCalls } from './schema/desk-calls.ts'
import { events } from './schema/endorsements.ts'

/** In milliseconds: longer than a round of calls takes. */
const lease = minute

export type OwedCall = Pick<
  typeof deskCalls.$inferSelect,
  'id' | 'kind' | 'endorsementId' | 'createdAt' | 'attempts'
>

export async function insertDeskCall(
  tx: Reader,
  kind: DeskCallKind,
  endorsementId: string | null,
  createdAt: Date,
) {
  const id = crypto.randomUUID()
  await tx.insert(deskCalls).values({ id, kind, endorsementId, createdAt, nextAttemptAt: createdAt })
}

/**
 * Owes calls for the events that came since the last time, or from now on at the first. An event is passed over until
 * every transaction that was begun before its own has ended: one of those may still bring an earlier one.
 */
export async function oweDeskCalls(db: Database, now: Date): Promise<void> {
  const isSettled = sql`age(${events}.xmin) > age(pg_snapshot_xmin(pg_current_snapshot())::xid)`
  await db.transaction(async tx => {
    const [cursor] = await tx.select().from(deskCallCursor).for('update')
    if (!cursor) {
      await tx.execute(sql`
        INSERT INTO ${deskCallCursor} (last_event) SELECT coalesce(max(id), 0) FROM ${events} ON CONFLICT DO NOTHING`)
      return
    }
    const news = await tx
      .select()
      .from(events)
      .where(and(sql`${events.id} > ${cursor.lastEvent}`, isSettled))
      .orderBy(asc(events.id))
      .limit(100)
    const last = news.at(-1)
    if (!last) return
    await tx.update(deskCallCursor).set({ lastEvent: last.id })
    for (const { kind, endorsementId, at } of news) {
      const call = toldEvents[kind]
      if (call && at.getTime() > now.getTime() - deskCallPeriod)
        await insertDeskCall(tx, call, endorsementId, at)
    }
  })
}

/** Takes up to `most` calls that are due, oldest first; none while others are being made. */
export async function takeDeskCalls(db: Database, now: Date, most: number): Promise<OwedCall[]> {
  const time = sql`${now.toISOString()}::timestamptz`
  const due = db
    .select({ id: deskCalls.id })
    .from(deskCalls)
    .where(
      and(
        lte(deskCalls.nextAttemptAt, now),
        or(isNull(deskCalls.leasedUntil), lte(deskCalls.leasedUntil, now)),
        sql`NOT EXISTS (SELECT FROM desk_calls AS others WHERE others.leased_until > ${time})`,
      ),
    )
    .orderBy(asc(deskCalls.createdAt))
    .limit(most)
    .for('update', { skipLocked: true })
  const taken = await db
    .with(db.$with('due').as(due))
    .update(deskCalls)
    .set({ leasedUntil: new Date(now.getTime() + lease), attempts: sql`${deskCalls.attempts} + 1` })
    .where(inArray(deskCalls.id, sql`(SELECT id FROM due)`))
    .returning()
  return taken.sort((a, b) => a.createdAt.getTime() - b.createdAt.getTime())
}

export async function deleteDeskCall(db: Database, id: string) {
  await db.delete(deskCalls).where(eq(deskCalls.id, id))
}

/** Puts one call off that was refused. */
export async function postponeDeskCall(db: Database, id: string, until: Date) {
  await db.update(deskCalls).set({ nextAttemptAt: until, leasedUntil: null }).where(eq(deskCalls.id, id))
}

/** Puts all calls off: nobody takes them. `notTried`: those that were taken for nothing. */
export async function postponeDeskCalls(db: Database, notTried: string[], until: Date) {
  if (notTried.length > 0)
    await db
      .update(deskCalls)
      .set({ attempts: sql`${deskCalls.attempts} - 1` })
      .where(inArray(deskCalls.id, notTried))
  const time = sql`${until.toISOString()}::timestamptz`
  await db
    .update(deskCalls)
    .set({ nextAttemptAt: sql`greatest(${deskCalls.nextAttemptAt}, ${time})`, leasedUntil: null })
}

/** What nobody took for so long is no news. */
export async function deleteOldDeskCalls(tx: Transaction, now: Date) {
  await tx.delete(deskCalls).where(lte(deskCalls.createdAt, new Date(now.getTime() - deskCallPeriod)))
}
