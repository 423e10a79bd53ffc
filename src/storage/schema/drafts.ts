import { boolean, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { bytea, moment } from './column-types.ts'

/** What a statement of the desk is to say: one row for each, from its first word on. */
export const statementDrafts = pgTable('statement_drafts', {
  /** A draft that was never published has no statement yet. */
  slug: text().primaryKey(),
  revision: integer().notNull().default(1),
  /** A `Draft` in JSON. */
  content: text().notNull(),
  savedAt: moment('saved_at').notNull(),
  savedBy: uuid('saved_by').notNull(),
  /** SHA-256 of the token in the preview's address. */
  previewHash: bytea('preview_hash'),
  previewUntil: moment('preview_until'),
  /** A `PublishProposal` in JSON. */
  proposal: text(),
  proposedBy: uuid('proposed_by'),
  proposedAt: moment('proposed_at'),
})

/** What an administrator sent and could not be taken, sealed. */
export const keptWritings = pgTable('kept_writings', {
  id: uuid().primaryKey(),
  moderatorId: uuid('moderator_id').notNull(),
  /** Null: for a new draft. */
  slug: text(),
  sealed: bytea().notNull(),
  keptAt: moment('kept_at').notNull(),
})

/** One row. */
export const siteSettings = pgTable('site_settings', {
  single: boolean().primaryKey().default(true),
  publishingNeedsSecond: boolean('publishing_needs_second').notNull().default(false),
})
