import { boolean, pgTable } from 'drizzle-orm/pg-core'
import { moment } from './column-types.ts'

/** One row: when the sweep last ran. /ready asks. */
export const sweeps = pgTable('sweeps', {
  single: boolean().primaryKey().default(true),
  lastRunAt: moment('last_run_at').notNull(),
})
