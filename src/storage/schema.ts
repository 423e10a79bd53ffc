import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  customType,
  date,
  integer,
  pgTable,
  pgView,
  primaryKey,
  text,
  timestamp,
  uuid,
} from 'drizzle-orm/pg-core'
import type { EventKind, Status } from '../domain/endorsement.ts'
import type { Level } from '../domain/evidence.ts'
import type { Language } from '../domain/language.ts'
import type { LogKind, SecondModerator } from '../domain/moderation.ts'
import type { Change } from '../domain/statement.ts'

// The tables as drizzle/ makes them; a test compares the two. Constraints live there only.

const bytea = customType<{ data: Uint8Array; driverData: Uint8Array }>({ dataType: () => 'bytea' })
const at = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' })
/** Where a statement was first published: a name and a URL, or neither. */
const source = {
  sourceName: text('source_name'),
  sourceUrl: text('source_url'),
  sourcePublishedOn: date('source_published_on', { mode: 'string' }),
}

export const statements = pgTable('statements', {
  slug: text().primaryKey(),
  position: integer().notNull(),
  defaultLanguage: text('default_language').$type<Language>().notNull(),
  revision: integer().notNull().default(0),
  createdAt: at('created_at').notNull(),
  secondModerator: text('second_moderator').$type<SecondModerator>().notNull().default('never'),
  opensAt: at('opens_at'),
  closesAt: at('closes_at'),
  ...source,
})

export const statementVersions = pgTable(
  'statement_versions',
  {
    statement: text().notNull(),
    number: integer().notNull(),
    change: text().$type<Change>().notNull(),
    sha256: text().notNull(),
    createdAt: at('created_at').notNull(),
  },
  t => [primaryKey({ columns: [t.statement, t.number] })],
)

export const statementTexts = pgTable(
  'statement_texts',
  {
    statement: text().notNull(),
    version: integer().notNull(),
    language: text().$type<Language>().notNull(),
    title: text().notNull(),
    markdown: text().notNull(),
    sha256: text().notNull(),
  },
  t => [primaryKey({ columns: [t.statement, t.version, t.language] })],
)

export const endorsements = pgTable('endorsements', {
  id: uuid().primaryKey(),
  statement: text().notNull(),
  version: integer().notNull(),
  status: text().$type<Status>().notNull(),
  revision: integer().notNull(),
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
  signedOn: date('signed_on', { mode: 'string' }),
  requestedAt: at('requested_at'),
  expiresAt: at('expires_at'),
  confirmedAt: at('confirmed_at'),
  returnedAt: at('returned_at'),
  approvedAt: at('approved_at'),
  rejectedAt: at('rejected_at'),
  withdrawnAt: at('withdrawn_at'),
  expiredAt: at('expired_at'),
  erasedAt: at('erased_at'),
  waitingSince: at('waiting_since'),
  firstApprovedBy: uuid('first_approved_by'),
  firstApprovedAt: at('first_approved_at'),
  evidenceLevel: text('evidence_level').$type<Level>(),
  skeletons: text().array().notNull().default([]),
  searchText: text('search_text').notNull().default(''),
  queuedAt: at('queued_at')
    .notNull()
    .generatedAlwaysAs(sql`coalesce(waiting_since, confirmed_at, requested_at, approved_at)`),
})

export const details = pgTable(
  'details',
  {
    endorsementId: uuid('endorsement_id').notNull(),
    revision: integer().notNull(),
    fields: text().notNull(),
  },
  t => [primaryKey({ columns: [t.endorsementId, t.revision] })],
)

export const contacts = pgTable('contacts', {
  endorsementId: uuid('endorsement_id').primaryKey(),
  sealed: bytea().notNull(),
})

export const tokens = pgTable('tokens', {
  hash: bytea().primaryKey(),
  endorsementId: uuid('endorsement_id').notNull(),
  purpose: text().$type<'confirm' | 'private'>().notNull(),
  createdAt: at('created_at').notNull(),
  expiresAt: at('expires_at').notNull(),
  usedAt: at('used_at'),
})

export type AllowancePurpose = 'ask' | 'fresh-link'
export const mailAllowances = pgTable(
  'mail_allowances',
  {
    emailLookup: bytea('email_lookup').notNull(),
    purpose: text().$type<AllowancePurpose>().notNull(),
    since: at('since').notNull(),
    used: integer().notNull(),
  },
  t => [primaryKey({ columns: [t.emailLookup, t.purpose] })],
)

export type Actor = 'representative' | 'moderator' | 'clock' | 'deploy'
export const events = pgTable('events', {
  id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
  endorsementId: uuid('endorsement_id').notNull(),
  kind: text().$type<EventKind>().notNull(),
  revision: integer().notNull(),
  actor: text().$type<Actor>().notNull(),
  at: at('at').notNull(),
})

export type ModeratorRole = 'moderator' | 'administrator'
export type ModeratorStatus = 'invited' | 'active' | 'suspended'
export const moderators = pgTable('moderators', {
  id: uuid().primaryKey(),
  sealed: bytea().notNull(),
  emailLookup: bytea('email_lookup').notNull(),
  role: text().$type<ModeratorRole>().notNull(),
  status: text().$type<ModeratorStatus>().notNull(),
  language: text().$type<Language>().notNull(),
  tellWaiting: boolean('tell_waiting').notNull().default(true),
  tellDigest: boolean('tell_digest').notNull().default(true),
  seenQueueAt: at('seen_queue_at'),
  toldWaitingAt: at('told_waiting_at'),
  toldDigestAt: at('told_digest_at'),
  createdAt: at('created_at').notNull(),
})

export const passkeys = pgTable('passkeys', {
  id: text().primaryKey(),
  moderatorId: uuid('moderator_id').notNull(),
  publicKey: bytea('public_key').notNull(),
  counter: bigint({ mode: 'number' }).notNull(),
  transports: text().notNull(),
  backedUp: boolean('backed_up').notNull(),
  createdAt: at('created_at').notNull(),
  lastUsedAt: at('last_used_at'),
})

export const invitations = pgTable('invitations', {
  hash: bytea().primaryKey(),
  moderatorId: uuid('moderator_id'),
  purpose: text().$type<'join' | 'device'>().notNull(),
  createdAt: at('created_at').notNull(),
  expiresAt: at('expires_at').notNull(),
  usedAt: at('used_at'),
  sealed: bytea(),
  role: text().$type<ModeratorRole>(),
  language: text().$type<Language>(),
})

export const usedChallenges = pgTable('used_challenges', {
  hash: bytea().primaryKey(),
  expiresAt: at('expires_at').notNull(),
})

export const sessions = pgTable('sessions', {
  hash: bytea().primaryKey(),
  moderatorId: uuid('moderator_id').notNull(),
  createdAt: at('created_at').notNull(),
  seenAt: at('seen_at').notNull(),
  verifiedAt: at('verified_at').notNull(),
})

export const log = pgTable('log', {
  id: uuid().primaryKey(),
  endorsementId: uuid('endorsement_id'),
  kind: text().$type<LogKind>().notNull(),
  revision: integer(),
  at: at('at').notNull(),
  moderatorId: uuid('moderator_id'),
  subjectId: uuid('subject_id'),
  statement: text(),
  code: text(),
})

export const remarks = pgTable('remarks', {
  logId: uuid('log_id').primaryKey(),
  endorsementId: uuid('endorsement_id').notNull(),
  sealed: bytea().notNull(),
})

export const outbox = pgTable('outbox', {
  id: uuid().primaryKey(),
  endorsementId: uuid('endorsement_id'),
  kind: text().notNull(),
  sealed: bytea(),
  createdAt: at('created_at').notNull(),
  nextAttemptAt: at('next_attempt_at').notNull(),
  attempts: integer().notNull().default(0),
  firstAttemptAt: at('first_attempt_at'),
  leasedUntil: at('leased_until'),
  sentAt: at('sent_at'),
  providerId: text('provider_id'),
  parkedAt: at('parked_at'),
  cancelledAt: at('cancelled_at'),
  lastError: text('last_error'),
  moderatorId: uuid('moderator_id'),
})

export const sweeps = pgTable('sweeps', {
  single: boolean().primaryKey().default(true),
  lastRunAt: at('last_run_at').notNull(),
})

export const recordHead = pgTable('record_head', {
  single: boolean().primaryKey().default(true),
  size: bigint({ mode: 'number' }).notNull(),
})

export const recordEntries = pgTable('record_entries', {
  seq: bigint({ mode: 'number' }).primaryKey(),
  statement: text().notNull(),
  endorsementId: uuid('endorsement_id'),
  entry: text().notNull(),
  at: at('at').notNull(),
})

export const recordOpenings = pgTable('record_openings', {
  seq: bigint({ mode: 'number' }).primaryKey(),
  endorsementId: uuid('endorsement_id').notNull(),
  salt: bytea().notNull(),
  fields: text().notNull(),
})

/** All that is public of a signatory: a trigger keeps it, and the app cannot write there. */
export const publicSignatories = pgTable('public_signatories', {
  id: uuid().primaryKey(),
  statement: text().notNull(),
  version: integer().notNull(),
  founding: boolean().notNull(),
  position: integer().notNull(),
  name: text().notNull(),
  nameEn: text('name_en'),
  nameBe: text('name_be'),
  nameRu: text('name_ru'),
  country: text(),
  website: text(),
  comment: text(),
  signedOn: date('signed_on', { mode: 'string' }),
  searchText: text('search_text').notNull(),
  place: bigint({ mode: 'number' })
    .notNull()
    .generatedAlwaysAs(sql`CASE WHEN founding THEN position::bigint ELSE position::bigint + 4294967296 END`),
  shownEn: text('shown_en').notNull().generatedAlwaysAs(sql`coalesce(name_en, name)`),
  shownBe: text('shown_be').notNull().generatedAlwaysAs(sql`coalesce(name_be, name)`),
  shownRu: text('shown_ru').notNull().generatedAlwaysAs(sql`coalesce(name_ru, name)`),
})

export const publicStatements = pgView('public_statements', {
  slug: text().notNull(),
  position: integer().notNull(),
  defaultLanguage: text('default_language').$type<Language>().notNull(),
  revision: integer().notNull(),
  opensAt: at('opens_at'),
  closesAt: at('closes_at'),
  ...source,
}).existing()

export const publicStatementVersions = pgView('public_statement_versions', {
  statement: text().notNull(),
  number: integer().notNull(),
  change: text().$type<Change>().notNull(),
  sha256: text().notNull(),
  createdAt: at('created_at').notNull(),
}).existing()

export const publicStatementTexts = pgView('public_statement_texts', {
  statement: text().notNull(),
  version: integer().notNull(),
  language: text().$type<Language>().notNull(),
  title: text().notNull(),
  markdown: text().notNull(),
  sha256: text().notNull(),
}).existing()

export const publicWithdrawals = pgView('public_withdrawals', {
  id: uuid().notNull(),
  statement: text().notNull(),
  position: integer().notNull(),
  withdrawnOn: date('withdrawn_on', { mode: 'string' }).notNull(),
}).existing()
