import { and, asc, eq, inArray, isNotNull, isNull, lte, not, sql } from 'drizzle-orm'
import { day, minute, sameAskPeriod } from '../domain/durations.ts'
import type { Transaction } from './client.ts'
import { asks } from './schema/asks.ts'
import type { Macs } from './sealing.ts'

/** The envelope's context: the id that the request will have. */
export const askContext = (id: string) => `ask:${id}`

type OwedAsk = { key: Uint8Array; id: string; sealed: Uint8Array }
/** With the ask's keys under every key of the product. */
type NewAsk = Omit<OwedAsk, 'key'> & { keys: Macs }

/**
 * Takes an ask in to be handled. One whose key came within ten minutes is the same ask and changes nothing: of several
 * at once the first is taken, and the others wait for it on its row.
 *
 * @returns the id of the ask that is handled: this one's, or that of the same one before
 */
export async function insertAsk(
  tx: Transaction,
  { keys: [key, ...others], id, sealed }: NewAsk,
  now: Date,
): Promise<string> {
  const isOld = lte(asks.askedAt, new Date(now.getTime() - sameAskPeriod))
  const [earlier] =
    others.length === 0
      ? []
      : await tx
          .select({ id: asks.id })
          .from(asks)
          .where(and(inArray(asks.key, others), not(isOld)))
  if (earlier) return earlier.id
  await tx
    .insert(asks)
    .values({ key, id, sealed, askedAt: now, dueAt: now })
    .onConflictDoUpdate({
      target: asks.key,
      set: { id, sealed, askedAt: now, dueAt: now },
      setWhere: sql`${isOld} AND ${isNull(asks.sealed)}`,
    })
  const [row] = await tx.select({ id: asks.id }).from(asks).where(eq(asks.key, key))
  return row?.id ?? id
}

/** The oldest ask that is due, locked; others that work at the same time skip it. */
export async function takeDueAsk(tx: Transaction, now: Date): Promise<OwedAsk | null> {
  const [row] = await tx
    .select()
    .from(asks)
    .where(and(isNotNull(asks.sealed), lte(asks.dueAt, now)))
    .orderBy(asc(asks.dueAt))
    .limit(1)
    .for('update', { skipLocked: true })
  return row?.sealed ? { ...row, sealed: row.sealed } : null
}

/** Forgets what was asked. That it was asked is known for ten minutes. */
export async function markHandled(tx: Transaction, key: Uint8Array) {
  await tx.update(asks).set({ sealed: null }).where(eq(asks.key, key))
}

/** Forgets an ask that came to nothing: it may come again. */
export async function deleteAsk(tx: Transaction, key: Uint8Array) {
  await tx.delete(asks).where(eq(asks.key, key))
}

/** Puts an ask off that could not be handled. */
export async function postponeAsk(tx: Transaction, key: Uint8Array, now: Date) {
  await tx
    .update(asks)
    .set({ dueAt: new Date(now.getTime() + minute) })
    .where(eq(asks.key, key))
}

/** Forgets the keys that tell nothing any more, and after a day what could not be handled. */
export async function deleteOldAsks(tx: Transaction, now: Date) {
  await tx
    .delete(asks)
    .where(and(isNull(asks.sealed), lte(asks.askedAt, new Date(now.getTime() - sameAskPeriod))))
  await tx.delete(asks).where(lte(asks.askedAt, new Date(now.getTime() - day)))
}
