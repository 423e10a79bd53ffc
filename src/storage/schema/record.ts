import { bigint, boolean, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { bytea, moment } from './column-types.ts'

/** One row. Whoever appends to the record locks it, so that entries are numbered without gaps. */
export const recordHead = pgTable('record_head', {
  single: boolean().primaryKey().default(true),
  size: bigint({ mode: 'number' }).notNull(),
})

/** The public record. Append-only: the app may neither UPDATE nor DELETE. */
export const recordEntries = pgTable('record_entries', {
  seq: bigint({ mode: 'number' }).primaryKey(),
  statement: text().notNull(),
  endorsementId: uuid('endorsement_id'),
  /** Canonical JSON. */
  entry: text().notNull(),
  at: moment('at').notNull(),
})

/**
 * What a commitment binds; gone once the signatory withdraws or its name is withheld. Trigger `leave_out_opening` lets
 * none of a withheld name in.
 */
export const recordOpenings = pgTable('record_openings', {
  seq: bigint({ mode: 'number' }).primaryKey(),
  endorsementId: uuid('endorsement_id').notNull(),
  salt: bytea().notNull(),
  fields: text().notNull(),
})
