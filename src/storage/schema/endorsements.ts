import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  uuid,
} from 'drizzle-orm/pg-core'
import type { EventKind, Status } from '../../domain/endorsement.ts'
import type { KnownKind } from '../../domain/evidence/known-as.ts'
import type { Language } from '../../domain/language.ts'
import type { Names } from '../../domain/organisation.ts'
import type { SignerKind } from '../../domain/statement.ts'
import { bytea, day, moment } from './column-types.ts'

/**
 * Triggers act here, at each INSERT and UPDATE:
 * - before it `keep_address` (drizzle/0037_mailboxes.sql), which keeps the look-ups of the address;
 * - before it `keep_names` (drizzle/0026_names_by_tag.sql), which keeps three columns of names that the version before
 *   reads and writes, and says of what it wrote which text was signed;
 * - after it `publish_signatory` (drizzle/0026_names_by_tag.sql), which puts an approved endorsement of a public
 *   statement whose name is not withheld on the public list, as a row of `publicSignatories`, takes any other off it,
 *   and deletes what of a withheld name the record had opened;
 * - after it `list_names` (drizzle/0012_listed_names.sql), which keeps the names of what is approved in `listedNames`;
 * - before what changes a list `lock_statement` (drizzle/0028_rounds_and_deadlines.sql), so that none changes while its
 *   statement goes public or is frozen; after it `close_final_opening` (the same file), which forgets what opens the
 *   final list's entry of one that left;
 * - after an UPDATE `drop_proposal`, as `proposals` says.
 */
export const endorsements = pgTable('endorsements', {
  id: uuid().primaryKey(),
  statement: text().notNull(),
  version: integer().notNull(),
  /**
   * In which language it was read and is signed: of one of the version's own texts. Null: a version before wrote the
   * row.
   */
  textLanguage: text('text_language'),
  status: text().$type<Status>().notNull(),
  revision: integer().notNull(),
  /** In which the representative asked, and is written to. */
  language: text().$type<Language>().notNull(),
  kind: text().$type<SignerKind>().notNull().default('organisation'),
  name: text().notNull(),
  names: jsonb().$type<Names>().notNull().default({}),
  /**
   * The version before reads and writes these. Triggers keep them equal to `names`; nothing else of this version knows
   * them.
   */
  nameEn: text('name_en'),
  nameBe: text('name_be'),
  nameRu: text('name_ru'),
  /** The key of its main name, which counts where `nameKeys` is empty: a version before wrote the row. */
  organisationKey: text('organisation_key').notNull(),
  country: text(),
  website: text(),
  comment: text(),
  /** A person's, for identification only. Public with the name. */
  personTitle: text('person_title'),
  affiliation: text(),
  /** It is counted and not named. The triggers keep its name off the public list and its openings out of the record. */
  nameWithheld: boolean('name_withheld').notNull().default(false),
  /** Since when a name that was public is withheld. */
  hiddenAt: moment('hidden_at'),
  /** Of the address that was typed, whoever typed it. */
  typedLookup: bytea('typed_lookup'),
  /**
   * The same once its owner proved it by a link; an address has one request that is proved and waits, for a statement.
   */
  emailLookup: bytea('email_lookup'),
  /**
   * Of the mailbox that the typed address leads to, however it was spelled. Null where a version before wrote the
   * address: it counts as it was typed.
   */
  mailboxLookup: bytea('mailbox_lookup'),
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
  withdrawnByRepresentative: boolean('withdrawn_by_representative').notNull().default(false),
  waitingSince: moment('waiting_since'),
  firstApprovedBy: uuid('first_approved_by'),
  firstApprovedAt: moment('first_approved_at'),
  /** Of the version before, which still writes it while this one is deployed; nothing reads it. */
  evidenceLevel: text('evidence_level'),
  /** The version that it was asked to sign, once what the statement says had changed; null where it never was. */
  reconfirmAsked: integer('reconfirm_asked'),
  /** When whoever had not confirmed was reminded, and whoever owed an answer, before the deadline. */
  confirmRemindedAt: moment('confirm_reminded_at'),
  deadlineRemindedAt: moment('deadline_reminded_at'),
  /** How many reasons speak for it and against it, as they were weighed last, for the queue; a decision weighs anew. */
  speaksFor: integer('speaks_for'),
  speaksAgainst: integer('speaks_against'),
  /** The keys of all its names. While it is approved, trigger `list_names` keeps them in `listedNames`. */
  nameKeys: text('name_keys').array().notNull().default([]),
  /** By which rules its keys, skeletons and search text were made. */
  keysVersion: smallint('keys_version').notNull().default(0),
  /** How its names look, whatever the script. */
  skeletons: text().array().notNull().default([]),
  /** By what names that may be taken for its own are found: src/domain/look-alike/alike-keys.ts. */
  alikeKeys: text('alike_keys').array().notNull().default([]),
  /** What a search looks through. */
  searchText: text('search_text').notNull().default(''),
  /** The queue's order. PostgreSQL makes it. */
  queuedAt: moment('queued_at')
    .notNull()
    .generatedAlwaysAs(sql`coalesce(waiting_since, confirmed_at, requested_at, approved_at)`),
})

/**
 * Whose each name of a list is. Written by trigger `list_names` alone (drizzle/0012_listed_names.sql): the names of a
 * signatory stand here exactly while it is approved. The primary key, `endorsements_one_signatory`, lets no other
 * signatory of the same statement have one of them.
 */
export const listedNames = pgTable(
  'listed_names',
  {
    statement: text().notNull(),
    key: text().notNull(),
    endorsementId: uuid('endorsement_id').notNull(),
  },
  t => [primaryKey({ name: 'endorsements_one_signatory', columns: [t.statement, t.key] })],
)

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

/** What a signatory is known by beside its public names. For comparing, and for the desk: never public. */
export const knownNames = pgTable(
  'known_names',
  {
    endorsementId: uuid('endorsement_id').notNull(),
    kind: text().$type<KnownKind>().notNull(),
    value: text().notNull(),
    /** The statement's files give it, and they alone take it back. */
    fromFiles: boolean('from_files').notNull(),
    alikeKeys: text('alike_keys').array().notNull(),
    searchText: text('search_text').notNull(),
  },
  t => [primaryKey({ columns: [t.endorsementId, t.kind, t.value] })],
)

/** Which moderator looks at a request, and since when; whether that still counts is asked of src/domain/claims.ts. */
export const claims = pgTable('claims', {
  endorsementId: uuid('endorsement_id').primaryKey(),
  moderatorId: uuid('moderator_id').notNull(),
  claimedAt: moment('claimed_at').notNull(),
})

/** The representative, role and address, sealed. */
export const contacts = pgTable('contacts', {
  endorsementId: uuid('endorsement_id').primaryKey(),
  sealed: bytea().notNull(),
  /** Of who asked for news of the statement: what the address that ends it is made of, and since when. */
  updatesId: uuid('updates_id'),
  updatesSince: moment('updates_since'),
})

/** Who is to be the contact person, sealed, until the new address says yes. */
export const contactChanges = pgTable('contact_changes', {
  endorsementId: uuid('endorsement_id').primaryKey(),
  sealed: bytea().notNull(),
  lookup: bytea().notNull(),
  proposedAt: moment('proposed_at').notNull(),
  expiresAt: moment('expires_at').notNull(),
  /** The moderator who put it forward; null: the representative did. */
  proposedBy: uuid('proposed_by'),
  /** A moderator's waits so long at least. */
  objectionUntil: moment('objection_until'),
  /** The new address has said yes to a moderator's. */
  acceptedAt: moment('accepted_at'),
})

/**
 * What a listed organisation would have its entry say instead. Trigger `drop_proposal`
 * (drizzle/0029_sections_and_orders.sql) acts after each UPDATE of `endorsements`: it deletes the proposal whose entry
 * has changed or left the list.
 */
export const proposals = pgTable('proposals', {
  endorsementId: uuid('endorsement_id').primaryKey(),
  fields: text().notNull(),
  proposedAt: moment('proposed_at').notNull(),
})

/** Among whom a moderator would have a signatory stand, until it says yes. It goes as a proposal does. */
export const sectionProposals = pgTable('section_proposals', {
  endorsementId: uuid('endorsement_id').primaryKey(),
  kind: text().$type<SignerKind>().notNull(),
  proposedBy: uuid('proposed_by').notNull(),
  proposedAt: moment('proposed_at').notNull(),
})

/** What a link that lives an hour, and works once, is for. */
export type OneHourPurpose = 'withdraw' | 'erase' | 'withhold' | 'reveal' | 'contact'

/** What a mailed link opens. */
export const tokens = pgTable('tokens', {
  hash: bytea().primaryKey(),
  endorsementId: uuid('endorsement_id').notNull(),
  purpose: text()
    .$type<'confirm' | 'private' | OneHourPurpose | 'new-contact' | 'contact-objection'>()
    .notNull(),
  createdAt: moment('created_at').notNull(),
  expiresAt: moment('expires_at').notNull(),
  /**
   * When a link was used. A one-hour link works once by it; for a confirm link it is for an operator and the tests, as
   * that one is dead by its request's status.
   */
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
