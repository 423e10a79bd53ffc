import { sql } from 'drizzle-orm'
import { bigint, boolean, integer, jsonb, pgTable, pgView, smallint, text, uuid } from 'drizzle-orm/pg-core'
import type { Names } from '../../domain/organisation.ts'
import type { Change, ListOrder, Origin, SignerKind } from '../../domain/statement.ts'
import { day, moment, sourceColumns } from './column-types.ts'

// All that the role `countersign_public` may read. The views' SQL is in drizzle/0006_public_views.sql,
// 0009_public_face.sql, 0019_withheld_names.sql, 0025_statements_of_the_desk.sql, 0029_sections_and_orders.sql and
// 0030_several_statements.sql: they show nothing of a statement that is not public.

/**
 * Written by trigger `publish_signatory` alone (drizzle/0026_names_by_tag.sql): the row stands here exactly
 * while its statement is public, its endorsement approved and its name not withheld, and changes with it in the same
 * transaction. Trigger `hold_back_signatory` (drizzle/0028_rounds_and_deadlines.sql) lets in nobody who signed another
 * text than went public with a private round. The app may not write here.
 */
export const publicSignatories = pgTable('public_signatories', {
  id: uuid().primaryKey(),
  statement: text().notNull(),
  version: integer().notNull(),
  /** In which language it was signed. */
  textLanguage: text('text_language'),
  founding: boolean().notNull(),
  position: integer().notNull(),
  kind: text().$type<SignerKind>().notNull().default('organisation'),
  name: text().notNull(),
  names: jsonb().$type<Names>().notNull().default({}),
  /**
   * The version before reads these. The trigger keeps them equal to `names`; nothing else of this version knows them.
   */
  nameEn: text('name_en'),
  nameBe: text('name_be'),
  nameRu: text('name_ru'),
  country: text(),
  website: text(),
  comment: text(),
  personTitle: text('person_title'),
  affiliation: text(),
  signedOn: day('signed_on'),
  /** Founding signatories, organisations, networks, persons: `sections` of domain/sections.ts. PostgreSQL makes it. */
  section: smallint().notNull().generatedAlwaysAs(sql`NULL`),
  /** A founding signatory's place among them, else 0. PostgreSQL makes it. */
  foundingPlace: integer('founding_place').notNull().generatedAlwaysAs(sql`NULL`),
  searchText: text('search_text').notNull(),
  /** It came after the final list was frozen: trigger `hold_back_signatory`. */
  late: boolean().notNull().default(false),
  /** In the order of joining: founding signatories first, then by position. PostgreSQL makes it. */
  listOrder: bigint('place', { mode: 'number' })
    .notNull()
    .generatedAlwaysAs(sql`CASE WHEN founding THEN position::bigint ELSE position::bigint + 4294967296 END`),
  /**
   * The names by which each language sorts, from their first letter or digit on, with its collation. PostgreSQL makes
   * them (drizzle/0012_listed_names.sql, 0026_names_by_tag.sql), by the rule of `sortName` in domain/organisation.ts.
   */
  sortNameEn: text('shown_en').notNull().generatedAlwaysAs(sql`NULL`),
  sortNameBe: text('shown_be').notNull().generatedAlwaysAs(sql`NULL`),
  sortNameRu: text('shown_ru').notNull().generatedAlwaysAs(sql`NULL`),
  /** For every other language: by the main name, and by the order that no language has for itself. */
  sortNameOther: text('shown_und').notNull().generatedAlwaysAs(sql`NULL`),
})

export const publicStatements = pgView('public_statements', {
  slug: text().notNull(),
  position: integer().notNull(),
  defaultLanguage: text('default_language').notNull(),
  revision: integer().notNull(),
  opensAt: moment('opens_at'),
  closesAt: moment('closes_at'),
  ...sourceColumns,
  readersInDanger: boolean('readers_in_danger').notNull(),
  origin: text().$type<Origin>().notNull(),
  timeZone: text('time_zone').notNull(),
  listOrder: text('list_order').$type<ListOrder>().notNull(),
  signers: text().array().$type<SignerKind[]>().notNull(),
}).existing()

export const publicStatementVersions = pgView('public_statement_versions', {
  statement: text().notNull(),
  number: integer().notNull(),
  change: text().$type<Change>().notNull(),
  sha256: text().notNull(),
  createdAt: moment('created_at').notNull(),
}).existing()

export const publicCourtesyTexts = pgView('public_courtesy_texts', {
  statement: text().notNull(),
  version: integer().notNull(),
  language: text().notNull(),
  title: text().notNull(),
  markdown: text().notNull(),
  sha256: text().notNull(),
  translator: text().notNull(),
  checkedBy: text('checked_by'),
}).existing()

export const publicStatementTexts = pgView('public_statement_texts', {
  statement: text().notNull(),
  version: integer().notNull(),
  language: text().notNull(),
  title: text().notNull(),
  markdown: text().notNull(),
  sha256: text().notNull(),
}).existing()

/**
 * Whose name left a list, and on which day: ids without names. Whether the organisation left, or only has its name
 * withheld, is not said.
 */
export const publicWithdrawals = pgView('public_withdrawals', {
  id: uuid().notNull(),
  statement: text().notNull(),
  position: integer().notNull(),
  withdrawnOn: day('withdrawn_on').notNull(),
}).existing()

/** One row: a number that grows with every change of what is public (drizzle/0030_several_statements.sql). */
export const publicChangeNumber = pgView('public_change_number', {
  number: bigint({ mode: 'number' }).notNull(),
}).existing()

/** How many are counted and not named, by the version that they signed and the kind that they are. */
export const publicWithheld = pgView('public_withheld', {
  statement: text().notNull(),
  version: integer().notNull(),
  count: integer().notNull(),
  kind: text().$type<SignerKind>().notNull(),
}).existing()
