import { bigint, boolean, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import type { SecondModeratorRule } from '../../domain/second-moderator.ts'
import type { Change, ListOrder, Origin, SignerKind, StatementState } from '../../domain/statement.ts'
import { moment, sourceColumns } from './column-types.ts'

export const statements = pgTable('statements', {
  slug: text().primaryKey(),
  position: integer().notNull(),
  defaultLanguage: text('default_language').notNull(),
  /** Grows with every change of the list or of the text: `raiseRevision` in ../record.ts. */
  revision: integer().notNull().default(0),
  /** When a deploy first loaded it, for an operator. */
  createdAt: moment('created_at').notNull(),
  secondModerator: text('second_moderator').$type<SecondModeratorRule>().notNull().default('doubt'),
  opensAt: moment('opens_at'),
  closesAt: moment('closes_at'),
  ...sourceColumns,
  /** Whether whoever reads it may be punished for it. */
  readersInDanger: boolean('readers_in_danger').notNull().default(false),
  origin: text().$type<Origin>().notNull().default('files'),
  state: text().$type<StatementState>().notNull().default('public'),
  /** In which zone its times are said: an IANA name. */
  timeZone: text('time_zone').notNull().default('UTC'),
  /** When a private one goes public by itself; null: when an administrator says so. */
  publishAt: moment('publish_at'),
  /** The version since which the text says what it said when it went public: trigger `note_public_from`. */
  publicFrom: integer('public_from').notNull().default(1),
  /** When it went public after a private round; null where it had none. */
  publicSince: moment('public_since'),
  /** Whether it can be signed after its deadline, apart from the final list. */
  lateSignatories: boolean('late_signatories').notNull().default(false),
  listOrder: text('list_order').$type<ListOrder>().notNull().default('date'),
  signers: text().array().$type<SignerKind[]>().notNull().default(['organisation']),
})

export const statementVersions = pgTable(
  'statement_versions',
  {
    statement: text().notNull(),
    number: integer().notNull(),
    change: text().$type<Change>().notNull(),
    /** Of the authoritative text. */
    sha256: text().notNull(),
    createdAt: moment('created_at').notNull(),
  },
  t => [primaryKey({ columns: [t.statement, t.number] })],
)

/** Translations that bind nobody and are no part of a version. */
export const courtesyTexts = pgTable(
  'courtesy_texts',
  {
    statement: text().notNull(),
    version: integer().notNull(),
    language: text().notNull(),
    title: text().notNull(),
    markdown: text().notNull(),
    sha256: text().notNull(),
    translator: text().notNull(),
    checkedBy: text('checked_by'),
  },
  t => [primaryKey({ columns: [t.statement, t.version, t.language] })],
)

export const statementTexts = pgTable(
  'statement_texts',
  {
    statement: text().notNull(),
    version: integer().notNull(),
    language: text().notNull(),
    title: text().notNull(),
    markdown: text().notNull(),
    sha256: text().notNull(),
  },
  t => [primaryKey({ columns: [t.statement, t.version, t.language] })],
)

/**
 * One row, which triggers alone write: it grows with every change of what is public
 * (drizzle/0030_several_statements.sql).
 */
export const publicChanges = pgTable('public_changes', {
  single: boolean().primaryKey().default(true),
  number: bigint({ mode: 'number' }).notNull(),
})
