import { bigint, boolean, pgTable, smallint, text, uuid } from 'drizzle-orm/pg-core'
import type { DeskCallKind } from '../../domain/desk-call.ts'
import { moment } from './column-types.ts'

/** Calls owed to the moderators' webhook; gone once they were taken. */
export const deskCalls = pgTable('desk_calls', {
  id: uuid().primaryKey(),
  kind: text().$type<DeskCallKind>().notNull(),
  endorsementId: uuid('endorsement_id'),
  createdAt: moment('created_at').notNull(),
  nextAttemptAt: moment('next_attempt_at').notNull(),
  attempts: smallint().notNull().default(0),
  leasedUntil: moment('leased_until'),
})

/** One row: up to which of `events` calls are owed. */
export const deskCallCursor = pgTable('desk_call_cursor', {
  single: boolean().primaryKey().default(true),
  lastEvent: bigint('last_event', { mode: 'number' }).notNull(),
})
