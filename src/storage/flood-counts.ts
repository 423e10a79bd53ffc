import { and, eq, gt, lte, sql } from 'drizzle-orm'
import type { Count } from '../domain/flood.ts'
import type { Reader, Transaction } from './client.ts'
import { floodCounts } from './schema/floods.ts'

/**
 * Counts one more, and gives how many that makes. The period of `period` milliseconds begins with the first of them. It
 * is one upsert: of parallel ones each gets a number of its own.
 */
export async function countUp(
  reader: Reader,
  { key, period }: { key: Uint8Array; period: number },
  now: Date,
): Promise<Count> {
  const isOver = sql`${floodCounts.endsAt} <= ${now.toISOString()}::timestamptz`
  const [row] = await reader
    .insert(floodCounts)
    .values({ key, used: 1, endsAt: new Date(now.getTime() + period) })
    .onConflictDoUpdate({
      target: floodCounts.key,
      set: {
        used: sql`CASE WHEN ${isOver} THEN 1 ELSE ${floodCounts.used} + 1 END`,
        endsAt: sql`CASE WHEN ${isOver} THEN excluded.ends_at ELSE ${floodCounts.endsAt} END`,
      },
    })
    .returning({ used: floodCounts.used, endsAt: floodCounts.endsAt })
  if (!row) throw new Error('an upsert gave no row')
  return row
}

/** How many there are, without counting one. */
export async function readCount(reader: Reader, key: Uint8Array, now: Date): Promise<number> {
  const [row] = await reader
    .select({ used: floodCounts.used })
    .from(floodCounts)
    .where(and(eq(floodCounts.key, key), gt(floodCounts.endsAt, now)))
  return row?.used ?? 0
}

export async function deleteOldCounts(tx: Transaction, now: Date) {
  await tx.delete(floodCounts).where(lte(floodCounts.endsAt, now))
}
