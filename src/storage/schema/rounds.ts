import { boolean, integer, pgTable, pgView, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { bytea, moment } from './column-types.ts'

/** Where a private statement is read: one address for each. It opens by its hash, and is sealed for the desk. */
export const privateAddresses = pgTable('private_addresses', {
  statement: text().primaryKey(),
  hash: bytea().notNull(),
  sealed: bytea().notNull(),
  madeAt: moment('made_at').notNull(),
})

/**
 * Each change of a deadline. Append-only. Trigger `keep_deadline` lets no deadline of a public statement of the desk
 * change without a row here.
 */
export const extensions = pgTable('extensions', {
  id: uuid().primaryKey(),
  statement: text().notNull(),
  /** Null: there was no deadline. */
  fromClosesAt: moment('from_closes_at'),
  toClosesAt: moment('to_closes_at').notNull(),
  at: moment('at').notNull(),
  /** Null: a deploy of the files. */
  moderatorId: uuid('moderator_id'),
})

/** The list as it stood at the close. Written once: the app may neither UPDATE nor DELETE. */
export const finalLists = pgTable('final_lists', {
  statement: text().primaryKey(),
  version: integer().notNull(),
  /** Canonical JSON without names; `sha256` is of it. */
  canonical: text().notNull(),
  sha256: text().notNull(),
  count: integer().notNull(),
  withheld: integer().notNull(),
  closedAt: moment('closed_at').notNull(),
  frozenAt: moment('frozen_at').notNull(),
})

/** Who was on the final list: with a number by name, without one as counted only. */
export const finalMembers = pgTable('final_members', {
  endorsementId: uuid('endorsement_id').primaryKey(),
  statement: text().notNull(),
  number: integer(),
})

/**
 * What a commitment of the final list binds. Trigger `close_final_opening` deletes it when the signatory leaves, or its
 * name is withheld.
 */
export const finalOpenings = pgTable(
  'final_openings',
  {
    statement: text().notNull(),
    number: integer().notNull(),
    salt: bytea().notNull(),
    fields: text().notNull(),
  },
  t => [primaryKey({ columns: [t.statement, t.number] })],
)

// What the role `countersign_public` may read of it, of public statements alone
// (drizzle/0028_rounds_and_deadlines.sql).

export const publicRounds = pgView('public_rounds', {
  statement: text().notNull(),
  publicSince: moment('public_since'),
  lateSignatories: boolean('late_signatories').notNull(),
}).existing()

/** Since it is public: what was set in private nobody was promised. */
export const publicExtensions = pgView('public_extensions', {
  id: uuid().notNull(),
  statement: text().notNull(),
  fromClosesAt: moment('from_closes_at'),
  toClosesAt: moment('to_closes_at').notNull(),
  at: moment('at').notNull(),
}).existing()

export const publicFinalLists = pgView('public_final_lists', {
  statement: text().notNull(),
  version: integer().notNull(),
  canonical: text().notNull(),
  sha256: text().notNull(),
  count: integer().notNull(),
  withheld: integer().notNull(),
  closedAt: moment('closed_at').notNull(),
  frozenAt: moment('frozen_at').notNull(),
}).existing()

export const publicFinalOpenings = pgView('public_final_openings', {
  statement: text().notNull(),
  number: integer().notNull(),
  salt: bytea().notNull(),
  fields: text().notNull(),
}).existing()
