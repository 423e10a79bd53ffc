import { pgTable, uuid } from 'drizzle-orm/pg-core'
import { bytea, moment } from './column-types.ts'

/** Asks that are handled in a moment, and for ten minutes what is the same ask as an earlier one. */
export const asks = pgTable('asks', {
  /** HMAC of all that was typed. */
  key: bytea().primaryKey(),
  id: uuid().notNull(),
  /** Null once it was handled. */
  sealed: bytea(),
  askedAt: moment('asked_at').notNull(),
  dueAt: moment('due_at').notNull(),
})

/** What somebody sent by a form, sealed, for the page that answers it. */
export const sentForms = pgTable('sent_forms', {
  /** SHA-256 of the token in the page's address. */
  hash: bytea().primaryKey(),
  sealed: bytea().notNull(),
  expiresAt: moment('expires_at').notNull(),
})
