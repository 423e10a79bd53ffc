import { integer, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import type { LogKind } from '../../domain/log-kind.ts'
import { bytea, moment } from './column-types.ts'

/** All that moderators do, by code and id. Append-only: the app may neither UPDATE nor DELETE. */
export const log = pgTable('log', {
  id: uuid().primaryKey(),
  endorsementId: uuid('endorsement_id'),
  kind: text().$type<LogKind>().notNull(),
  revision: integer(),
  at: moment('at').notNull(),
  /** Null: whoever can run commands on the server. */
  moderatorId: uuid('moderator_id'),
  /** The moderator it was done to. */
  subjectId: uuid('subject_id'),
  statement: text(),
  code: text(),
})

/** A moderator's text on an endorsement, sealed and erasable. */
export const remarks = pgTable('remarks', {
  logId: uuid('log_id').primaryKey(),
  endorsementId: uuid('endorsement_id').notNull(),
  sealed: bytea().notNull(),
})
