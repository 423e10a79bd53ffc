import { sql } from 'drizzle-orm'
import type { Database, Transaction } from './client.ts'
import { sweeps } from './schema/sweeps.ts'

/** Notes that a sweep ran. Of two at once the later one counts. */
export async function noteSweep(tx: Transaction, at: Date) {
  await tx
    .insert(sweeps)
    .values({ lastRunAt: at })
    .onConflictDoUpdate({
      target: sweeps.single,
      set: { lastRunAt: sql`greatest(${sweeps.lastRunAt}, excluded.last_run_at)` },
    })
}

/** When the sweep last ran; null before the first. */
export async function lastSweep(db: Database): Promise<Date | null> {
  const [row] = await db.select().from(sweeps)
  return row?.lastRunAt ?? null
}

/** What time it is by the database's own clock. */
export async function databaseTime(db: Database): Promise<Date> {
  const [row] = await db.execute<{ time: string }>(sql`SELECT clock_timestamp()::text AS time`)
  if (!row) throw new Error('the database says no time')
  return new Date(row.time)
}
