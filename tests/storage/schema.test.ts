import { readdirSync } from 'node:fs'
import { is } from 'drizzle-orm'
import { getTableConfig, getViewConfig, PgTable, PgView } from 'drizzle-orm/pg-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import journal from '../../drizzle/meta/_journal.json' with { type: 'json' }
import * as asks from '../../src/storage/schema/asks.ts'
import * as contactKeys from '../../src/storage/schema/contact-keys.ts'
import * as deskCalls from '../../src/storage/schema/desk-calls.ts'
import * as drafts from '../../src/storage/schema/drafts.ts'
import * as endorsements from '../../src/storage/schema/endorsements.ts'
import * as figures from '../../src/storage/schema/figures.ts'
import * as floods from '../../src/storage/schema/floods.ts'
import * as mail from '../../src/storage/schema/mail.ts'
import * as moderationLog from '../../src/storage/schema/moderation-log.ts'
import * as moderators from '../../src/storage/schema/moderators.ts'
import * as publicTables from '../../src/storage/schema/public.ts'
import * as record from '../../src/storage/schema/record.ts'
import * as rounds from '../../src/storage/schema/rounds.ts'
import * as statements from '../../src/storage/schema/statements.ts'
import * as sweeps from '../../src/storage/schema/sweeps.ts'
import * as updates from '../../src/storage/schema/updates.ts'
import { dumpTables } from '../support/dump.ts'
import { type EmptyDatabase, emptyDatabase } from '../support/empty-database.ts'

type Column = { type: string; nullable: boolean }
type Relations = Record<string, Record<string, Column>>

let database: EmptyDatabase
beforeAll(async () => {
  database = await emptyDatabase()
  await database.deploy()
})
afterAll(() => database.drop())

const objects: unknown[] = [
  asks,
  contactKeys,
  deskCalls,
  drafts,
  endorsements,
  figures,
  floods,
  mail,
  moderationLog,
  moderators,
  publicTables,
  record,
  rounds,
  statements,
  sweeps,
  updates,
].flatMap(part => Object.values(part))
const columnsOf = (columns: { name: string; getSQLType(): string; notNull: boolean }[]) =>
  Object.fromEntries(columns.map(c => [c.name, { type: c.getSQLType(), nullable: !c.notNull }]))

const declaredTables: Relations = Object.fromEntries(
  objects
    .filter(object => is(object, PgTable))
    .map(table => {
      const { name, columns } = getTableConfig(table)
      return [name, columnsOf(columns)]
    }),
)
const declaredViews: Relations = Object.fromEntries(
  objects
    .filter(object => is(object, PgView))
    .map(view => {
      const { name, selectedFields } = getViewConfig(view)
      return [name, columnsOf(Object.values(selectedFields) as unknown as Parameters<typeof columnsOf>[0])]
    }),
)

async function storedRelations(kind: 'r' | 'v'): Promise<Relations> {
  const rows = await database.sql<{ relation: string; column: string; type: string; nullable: boolean }[]>`
    SELECT relname AS relation, attname AS column, format_type(atttypid, atttypmod) AS type, NOT attnotnull AS nullable
    FROM pg_attribute JOIN pg_class c ON c.oid = attrelid
    WHERE relnamespace = 'public'::regnamespace AND relkind = ${kind} AND attnum > 0 AND NOT attisdropped`
  const relations: Relations = {}
  for (const { relation, column, type, nullable } of rows) {
    relations[relation] = { ...relations[relation], [column]: { type, nullable } }
  }
  return relations
}

describe('the schema in code', () => {
  it('names the tables of the database, column by column', async () => {
    expect(Object.keys(declaredTables).length).toBeGreaterThan(10)
    expect(declaredTables).toEqual(await storedRelations('r'))
  })

  it('names the primary keys and the defaults', async () => {
    const declared = Object.fromEntries(
      objects
        .filter(object => is(object, PgTable))
        .map(table => {
          const { name, columns, primaryKeys } = getTableConfig(table)
          const own = columns.filter(({ primary }) => primary)
          const key = [...own, ...primaryKeys.flatMap(({ columns }) => columns)].map(column => column.name)
          const defaults = columns
            .filter(c => (c.hasDefault && !c.generatedIdentity) || c.generated)
            .map(c => c.name)
          return [name, { key: key.sort(), defaults: defaults.sort() }]
        }),
    )
    const stored = await database.sql<{ name: string; key: string[]; defaults: string[] }[]>`
      SELECT c.relname AS name,
        ARRAY(SELECT a.attname::text FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum = ANY (i.indkey) ORDER BY 1) AS key,
        ARRAY(SELECT a.attname::text FROM pg_attribute a WHERE a.attrelid = c.oid AND a.atthasdef ORDER BY 1) AS defaults
      FROM pg_class c JOIN pg_index i ON i.indrelid = c.oid AND i.indisprimary
      WHERE c.relnamespace = 'public'::regnamespace`
    expect(declared).toEqual(
      Object.fromEntries(stored.map(({ name, key, defaults }) => [name, { key, defaults }])),
    )
  })

  it('names the views of the database, column by column', async () => {
    // PostgreSQL calls every column of a view nullable.
    const nullable = (views: Relations) =>
      Object.fromEntries(
        Object.entries(views).map(([name, columns]) => [
          name,
          Object.fromEntries(
            Object.entries(columns).map(([column, { type }]) => [column, { type, nullable: true }]),
          ),
        ]),
      )
    expect(Object.keys(declaredViews)).toHaveLength(11)
    expect(nullable(declaredViews)).toEqual(await storedRelations('v'))
  })

  it('calls a column of a view null-able exactly where the table behind it is', async () => {
    // Of one that left: held by the view's own condition and the CHECK endorsements_withdrawn. A count always is one.
    const certain = [
      'public_withdrawals.position',
      'public_withdrawals.withdrawn_on',
      'public_withheld.count',
      'public_rounds.statement',
    ]
    const behind: Record<string, string> = {
      public_change_number: 'public_changes',
      public_statements: 'statements',
      public_statement_versions: 'statement_versions',
      public_statement_texts: 'statement_texts',
      public_courtesy_texts: 'courtesy_texts',
      public_withdrawals: 'endorsements',
      public_withheld: 'endorsements',
      public_rounds: 'statements',
      public_extensions: 'extensions',
      public_final_lists: 'final_lists',
      public_final_openings: 'final_openings',
    }
    const tables = await storedRelations('r')
    for (const [view, columns] of Object.entries(declaredViews)) {
      for (const [column, { nullable }] of Object.entries(columns)) {
        const stored = certain.includes(`${view}.${column}`)
          ? false
          : tables[behind[view] ?? '']?.[column]?.nullable
        expect(nullable, `${view}.${column}`).toBe(stored)
      }
    }
  })
})

/** Tables, columns, constraints, indexes, views, functions, triggers, privileges: all that a migration makes. */
const catalogue = ({ sql }: EmptyDatabase) => sql`
  SELECT 'column' AS kind, attrelid::regclass::text AS name, attname || ' ' || format_type(atttypid, atttypmod) AS what
    FROM pg_attribute JOIN pg_class c ON c.oid = attrelid
    WHERE relnamespace IN (SELECT oid FROM pg_namespace WHERE nspname IN ('public', 'drizzle')) AND attnum > 0
  UNION ALL SELECT 'constraint', conname, pg_get_constraintdef(oid) FROM pg_constraint
    WHERE connamespace = 'public'::regnamespace
  UNION ALL SELECT 'index', indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'
  UNION ALL SELECT 'view', viewname, definition FROM pg_views WHERE schemaname = 'public'
  UNION ALL SELECT 'function', proname, pg_get_functiondef(oid) || proowner::regrole || proacl::text FROM pg_proc
    WHERE pronamespace = 'public'::regnamespace AND prolang <> (SELECT oid FROM pg_language WHERE lanname = 'c')
  UNION ALL SELECT 'trigger', tgname, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal
  UNION ALL SELECT 'privileges', relname, relowner::regrole || ' ' || relacl::text FROM pg_class
    WHERE relnamespace = 'public'::regnamespace
  UNION ALL SELECT 'schema', nspname, nspacl::text FROM pg_namespace
  UNION ALL SELECT 'database', 'this', datacl::text FROM pg_database WHERE datname = current_database()
  ORDER BY 1, 2, 3`

describe('deploying', () => {
  it('brings an empty database up once when two do it at once', async () => {
    const twice = await emptyDatabase()
    try {
      await twice.deploy(2)
      const { sql } = twice
      expect(await sql`SELECT hash FROM drizzle.__drizzle_migrations`).toHaveLength(journal.entries.length)
      expect(await sql`SELECT number FROM statement_versions`).toEqual([{ number: 1 }])
      expect(await sql`SELECT count(*)::int AS n FROM record_entries`).toEqual([{ n: 12 }])
      expect(await sql`SELECT size::int FROM record_head`).toEqual([{ size: 12 }])
      expect(await catalogue(twice)).toEqual(await catalogue(database))
    } finally {
      await twice.drop()
    }
  })

  it('changes nothing when it is done again', async () => {
    const before = { rows: await dumpTables(database.sql), catalogue: await catalogue(database) }
    await database.deploy()
    expect(await dumpTables(database.sql)).toEqual(before.rows)
    expect(await catalogue(database)).toEqual(before.catalogue)
  })

  it('lists each migration in the journal, in the order of the numbers', () => {
    const tags = journal.entries.map(({ tag }) => tag)
    const files = readdirSync('drizzle').filter(name => name.endsWith('.sql'))
    expect(tags.map(tag => `${tag}.sql`)).toEqual(files.sort())
    expect(tags).toEqual([...tags].sort())
    expect(journal.entries.map(({ idx }) => idx)).toEqual(tags.map((_, i) => i))
    const times = journal.entries.map(({ when }) => when)
    expect(times, 'drizzle skips what is older than the last one applied').toEqual(
      [...times].sort((a, b) => a - b),
    )
  })
})
