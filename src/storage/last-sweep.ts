import { sql } from 'drizzle-orm'
import type { Database, Transaction } from './client.ts'
import { sweeps } from './schema/sweeps.ts'

export async function noteSweep(tx: Transaction, at: Date) {
  await tx
    .insert(sweeps)
    .values({ lastRunAt: at })
    .onConflictDoUpdate({
      target: sweeps.single,
      set: { lastRunAt: sql`greatest(${sweeps.lastRunAt}, excluded.last_run_at)` },
    })
}

export async function lastSweep(db: Database): Promise<Date | null> {
  const [row] = await db.select().from(sweeps)
  return row?.lastRunAt ?? null
}
