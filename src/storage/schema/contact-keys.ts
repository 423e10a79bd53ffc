import { boolean, integer, pgTable } from 'drizzle-orm/pg-core'
import { bytea, moment } from './column-types.ts'

/**
 * Every key of CONTACT_KEY that was ever in use, by its id. Trigger `refuse_unknown_key`
 * (drizzle/0044_contact_keys.sql) lets nothing be sealed under any other key, nor under one that is retired.
 */
export const contactKeys = pgTable('contact_keys', {
  /** The start of the key's own SHA-256. */
  id: bytea().primaryKey(),
  /** A text that is known, sealed under it: whether a key opens what is here is tried on this. */
  sample: bytea().notNull(),
  notedAt: moment('noted_at').notNull(),
  /** Since when it seals, or when it began to. Null: it never has. */
  currentSince: moment('current_since'),
  /** Nothing is sealed under it any more, nor looked up by it. */
  retiredAt: moment('retired_at'),
})

/** One row: which key seals, and under which addresses are looked up. Locked by whoever stores a look-up. */
export const currentContactKey = pgTable('current_contact_key', {
  single: boolean().primaryKey().default(true),
  keyId: bytea('key_id').notNull(),
  /** How often it has changed. */
  changes: integer().notNull().default(0),
})
