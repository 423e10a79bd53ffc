import { integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import type { UpdateKind, UpdateTexts } from '../../domain/updates.ts'
import { moment } from './column-types.ts'

/**
 * News of a statement. Trigger `keep_sent_update` (drizzle/0049_stopped_updates.sql) lets nothing of one that was sent
 * change but how far it has come and that it was stopped, and of one that was stopped nothing.
 */
export const updates = pgTable('updates', {
  id: uuid().primaryKey(),
  statement: text().notNull(),
  kind: text().$type<UpdateKind>().notNull(),
  texts: jsonb().$type<UpdateTexts>().notNull().default({}),
  revision: integer().notNull().default(1),
  /** Who saved it last; null for the final list, which nobody writes. */
  writtenBy: uuid('written_by'),
  writtenAt: moment('written_at').notNull(),
  sentBy: uuid('sent_by'),
  /** Since when the sweep hands it to the outbox. */
  sentAt: moment('sent_at'),
  /** The endorsement up to which it has. */
  reached: uuid(),
  finishedAt: moment('finished_at'),
  /** Nobody gets it after that who had not. */
  stoppedAt: moment('stopped_at'),
  stoppedBy: uuid('stopped_by'),
  /** How many would have got it. */
  stoppedOf: integer('stopped_of'),
})
