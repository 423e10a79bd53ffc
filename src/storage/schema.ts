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
import type { Status } from '../domain/endorsement.ts'
import type { Language } from '../domain/language.ts'
import type { Change } from '../domain/statement.ts'

// The tables as drizzle/ makes them; a test compares the two. Constraints live there only.

const bytea = customType<{ data: Uint8Array; driverData: Uint8Array }>({ dataType: () => 'bytea' })
const at = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' })

export const statements = pgTable('statements', {
  slug: text().primaryKey(),
  position: integer().notNull(),
  defaultLanguage: text('default_language').$type<Language>().notNull(),
  revision: integer().notNull().default(0),
  createdAt: at('created_at').notNull(),
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
})

export const contacts = pgTable('contacts', {
  endorsementId: uuid('endorsement_id').primaryKey(),
  sealed: bytea().notNull(),
})

export const tokens = pgTable('tokens', {
  hash: bytea().primaryKey(),
  endorsementId: uuid('endorsement_id').notNull(),
  purpose: text().$type<'confirm'>().notNull(),
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
  kind: text().notNull(),
  revision: integer().notNull(),
  actor: text().$type<Actor>().notNull(),
  at: at('at').notNull(),
})

export const decisions = pgTable('decisions', {
  id: uuid().primaryKey(),
  endorsementId: uuid('endorsement_id').notNull(),
  kind: text().$type<'approve' | 'reject'>().notNull(),
  revision: integer().notNull(),
  moderator: text().notNull(),
  at: at('at').notNull(),
})

export const remarks = pgTable('remarks', {
  decisionId: uuid('decision_id').primaryKey(),
  endorsementId: uuid('endorsement_id').notNull(),
  sealed: bytea().notNull(),
})

export const outbox = pgTable('outbox', {
  id: uuid().primaryKey(),
  endorsementId: uuid('endorsement_id').notNull(),
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

export const publicStatements = pgView('public_statements', {
  slug: text().notNull(),
  position: integer().notNull(),
  defaultLanguage: text('default_language').$type<Language>().notNull(),
  revision: integer().notNull(),
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

export const publicSignatories = pgView('public_signatories', {
  id: uuid().notNull(),
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
}).existing()
