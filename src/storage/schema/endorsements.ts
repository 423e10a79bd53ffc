import { sql } from 'drizzle-orm'
import { bigint, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import type { EventKind, Status } from '../../domain/endorsement.ts'
import type { Language } from '../../domain/language.ts'
import { bytea, day, moment } from './column-types.ts'

/**
 * Trigger `publish_signatory` (drizzle/0009_public_face.sql) acts after each INSERT and UPDATE here: it puts an approved
 * endorsement on the public list, as a row of `publicSignatories`, and takes any other off it.
 */
export const endorsements = pgTable('endorsements', {
  id: uuid().primaryKey(),
  statement: text().notNull(),
  version: integer().notNull(),
  status: text().$type<Status>().notNull(),
  revision: integer().notNull(),
  /** In which the representative asked, and is written to. */
  language: text().$type<Language>().notNull(),
  name: text().notNull(),
  nameEn: text('name_en'),
  nameBe: text('name_be'),
  nameRu: text('name_ru'),
  organisationKey: text('organisation_key').notNull(),
  country: text(),
  website: text(),
  comment: text(),
  emailLookup: bytea('email_lookup'),
  foundingKey: text('founding_key'),
  position: integer(),
  signedOn: day('signed_on'),
  requestedAt: moment('requested_at'),
  expiresAt: moment('expires_at'),
  confirmedAt: moment('confirmed_at'),
  returnedAt: moment('returned_at'),
  approvedAt: moment('approved_at'),
  rejectedAt: moment('rejected_at'),
  withdrawnAt: moment('withdrawn_at'),
  expiredAt: moment('expired_at'),
  erasedAt: moment('erased_at'),
  waitingSince: moment('waiting_since'),
  firstApprovedBy: uuid('first_approved_by'),
  firstApprovedAt: moment('first_approved_at'),
  /** Of the version before, which still writes it while this one is deployed; nothing reads it. */
  evidenceLevel: text('evidence_level'),
  /** How many reasons speak for it and against it, as they were weighed last, for the queue; a decision weighs anew. */
  speaksFor: integer('speaks_for'),
  speaksAgainst: integer('speaks_against'),
  /** How its names look, whatever the script. */
  skeletons: text().array().notNull().default([]),
  /** What a search looks through. */
  searchText: text('search_text').notNull().default(''),
  /** The queue's order. PostgreSQL makes it. */
  queuedAt: moment('queued_at')
    .notNull()
    .generatedAlwaysAs(sql`coalesce(waiting_since, confirmed_at, requested_at, approved_at)`),
})

/** Requests to be weighed anew; what the queue has of them is not true any more. */
export const evidenceDue = pgTable('evidence_due', {
  id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
  endorsementId: uuid('endorsement_id').notNull(),
})

/** The public details as they stood from a revision on, so that a moderator sees what changed. */
export const details = pgTable(
  'details',
  {
    endorsementId: uuid('endorsement_id').notNull(),
    revision: integer().notNull(),
    fields: text().notNull(),
  },
  t => [primaryKey({ columns: [t.endorsementId, t.revision] })],
)

/** The representative, role and address, sealed. */
export const contacts = pgTable('contacts', {
  endorsementId: uuid('endorsement_id').primaryKey(),
  sealed: bytea().notNull(),
})

/** What a mailed link opens. */
export const tokens = pgTable('tokens', {
  hash: bytea().primaryKey(),
  endorsementId: uuid('endorsement_id').notNull(),
  purpose: text().$type<'confirm' | 'private'>().notNull(),
  createdAt: moment('created_at').notNull(),
  expiresAt: moment('expires_at').notNull(),
  /** When a link confirmed a request. For an operator and the tests; a link is dead by its request's status. */
  usedAt: moment('used_at'),
})

export type Actor = 'representative' | 'moderator' | 'clock' | 'deploy'

/** Every change of state, by code. Append-only: the app may neither UPDATE nor DELETE. */
export const events = pgTable('events', {
  id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
  endorsementId: uuid('endorsement_id').notNull(),
  kind: text().$type<EventKind>().notNull(),
  revision: integer().notNull(),
  actor: text().$type<Actor>().notNull(),
  at: moment('at').notNull(),
})
