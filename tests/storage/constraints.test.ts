import { randomBytes } from 'node:crypto'
import type postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Status } from '../../src/domain/endorsement.ts'
import { freshDatabase, type TestDatabase } from '../support/database.ts'
import { endorsementRow, factsOf, insert, type Row } from '../support/rows.ts'
import { slug } from '../support/verbs.ts'

let database: TestDatabase
let kept: { endorsement: Row; decision: Row; token: Row; message: Row; allowance: Row }
beforeAll(async () => {
  database = await freshDatabase()
  kept = await oneOfEach()
})
afterAll(() => database.drop())

const at = new Date('2030-01-01T00:00:00Z')
const later = new Date('2030-01-02T00:00:00Z')
const hash = 'a'.repeat(64)
const statement = (changes: Row = {}): Row => ({
  ...{ slug: 'another', position: 77, default_language: 'en', revision: 0, created_at: at },
  ...changes,
})
const version = (changes: Row = {}): Row => ({
  ...{ statement: slug, number: 2, change: 'editorial', sha256: hash, created_at: at },
  ...changes,
})
const text = (changes: Row = {}): Row => ({
  ...{ statement: slug, version: 1, language: 'be', title: 'T', markdown: '# T', sha256: hash },
  ...changes,
})
const token = (changes: Row = {}): Row => ({
  ...{ hash: randomBytes(32), endorsement_id: kept.endorsement.id ?? '', purpose: 'confirm' },
  ...{ created_at: at, expires_at: later, ...changes },
})
const allowance = (changes: Row = {}): Row => ({
  ...{ email_lookup: randomBytes(32), purpose: 'ask', since: at, used: 1, ...changes },
})
const event = (changes: Row = {}): Row => ({
  ...{
    endorsement_id: kept.endorsement.id ?? '',
    kind: 'confirmed',
    revision: 2,
    actor: 'clock',
    at,
    ...changes,
  },
})
const decision = (changes: Row = {}): Row => ({
  ...{ id: crypto.randomUUID(), endorsement_id: kept.endorsement.id ?? '', kind: 'approve' },
  ...{ revision: 1, moderator: 'm', at, ...changes },
})
const message = (changes: Row = {}): Row => ({
  ...{ id: crypto.randomUUID(), endorsement_id: kept.endorsement.id ?? '', kind: 'approved' },
  ...{ sealed: Buffer.from('s'), created_at: at, next_attempt_at: at, ...changes },
})
const opening = (changes: Row = {}): Row => ({
  ...{
    seq: 0,
    endorsement_id: kept.endorsement.id ?? '',
    salt: randomBytes(32),
    fields: '{}',
    ...changes,
  },
})
const entry = (changes: Row = {}): Row => ({ seq: 99, statement: slug, entry: '{}', at, ...changes })
const confirmed = (changes: Row = {}) => endorsementRow('confirmed', changes)

async function oneOfEach() {
  const { sql } = database
  const endorsement = endorsementRow('requested')
  kept = { endorsement, decision: {}, token: {}, message: {}, allowance: {} }
  Object.assign(kept, { decision: decision(), token: token(), message: message(), allowance: allowance() })
  await insert(sql, 'endorsements', endorsement)
  await insert(sql, 'contacts', { endorsement_id: endorsement.id ?? '', sealed: Buffer.from('s') })
  await insert(sql, 'decisions', kept.decision)
  await insert(sql, 'remarks', remarkOfKept())
  await insert(sql, 'tokens', kept.token)
  await insert(sql, 'outbox', kept.message)
  await insert(sql, 'mail_allowances', kept.allowance)
  await insert(sql, 'sweeps', { last_run_at: at })
  await insert(sql, 'endorsements', approvedOnce)
  return kept
}
const remarkOfKept = () => ({
  ...{
    decision_id: kept.decision.id ?? '',
    endorsement_id: kept.endorsement.id ?? '',
    sealed: Buffer.from('s'),
  },
})
const approvedOnce = endorsementRow('approved', { organisation_key: 'taken', position: 500 })

type Case = [constraint: string, table: string, row: () => Row]

/** Rows that are right but for one thing, named by the CHECK or the unique index that says so. */
const broken: Case[] = [
  ['statements_slug_check', 'statements', () => statement({ slug: 'Not a slug' })],
  ['statements_slug_check', 'statements', () => statement({ slug: '-x' })],
  ['statements_default_language_check', 'statements', () => statement({ default_language: 'fr' })],
  ['statements_revision_check', 'statements', () => statement({ revision: -1 })],
  ['statements_pkey', 'statements', () => statement({ slug })],

  ['statement_versions_number_check', 'statement_versions', () => version({ number: 0 })],
  ['statement_versions_change_check', 'statement_versions', () => version({ change: 'small' })],
  ['statement_versions_sha256_check', 'statement_versions', () => version({ sha256: 'A'.repeat(64) })],
  ['statement_versions_sha256_check', 'statement_versions', () => version({ sha256: 'a'.repeat(63) })],
  ['statement_versions_pkey', 'statement_versions', () => version({ number: 1 })],

  ['statement_texts_language_check', 'statement_texts', () => text({ language: 'fr' })],
  ['statement_texts_sha256_check', 'statement_texts', () => text({ sha256: 'z' })],
  ['statement_texts_pkey', 'statement_texts', () => text({ language: 'en' })],

  ['endorsements_pkey', 'endorsements', () => confirmed({ id: kept.endorsement.id ?? '' })],
  ['endorsements_revision_check', 'endorsements', () => confirmed({ revision: 0 })],
  ['endorsements_language_check', 'endorsements', () => confirmed({ language: 'fr' })],
  ['endorsements_name_check', 'endorsements', () => confirmed({ name: '' })],
  ['endorsements_name_check', 'endorsements', () => confirmed({ name: 'x'.repeat(201) })],
  ['endorsements_name_en_check', 'endorsements', () => confirmed({ name_en: '' })],
  ['endorsements_name_be_check', 'endorsements', () => confirmed({ name_be: 'ў'.repeat(201) })],
  ['endorsements_name_ru_check', 'endorsements', () => confirmed({ name_ru: '' })],
  ['endorsements_organisation_key_check', 'endorsements', () => confirmed({ organisation_key: '' })],
  ['endorsements_country_check', 'endorsements', () => confirmed({ country: 'by' })],
  ['endorsements_country_check', 'endorsements', () => confirmed({ country: 'BLR' })],
  ['endorsements_website_check', 'endorsements', () => confirmed({ website: 'javascript:alert(1)' })],
  [
    'endorsements_website_check',
    'endorsements',
    () => confirmed({ website: `https://x.example/${'x'.repeat(500)}` }),
  ],
  ['endorsements_comment_check', 'endorsements', () => confirmed({ comment: '' })],
  ['endorsements_comment_check', 'endorsements', () => confirmed({ comment: 'x'.repeat(281) })],
  ['endorsements_email_lookup_check', 'endorsements', () => confirmed({ email_lookup: randomBytes(31) })],
  [
    'endorsements_status',
    'endorsements',
    () => ({ ...endorsementRow('expired'), status: 'paused', expired_at: null }),
  ],
  ['endorsements_asked', 'endorsements', () => confirmed({ requested_at: null })],
  [
    'endorsements_asked',
    'endorsements',
    () => endorsementRow('approved', { founding_key: 'asked-and-founding', email_lookup: null }),
  ],
  ['endorsements_requested', 'endorsements', () => endorsementRow('requested', { expires_at: at })],
  ['endorsements_requested', 'endorsements', () => endorsementRow('requested', { confirmed_at: later })],
  ['endorsements_confirmed', 'endorsements', () => confirmed({ confirmed_at: null })],
  ['endorsements_returned', 'endorsements', () => endorsementRow('returned', { returned_at: null })],
  ['endorsements_approved', 'endorsements', () => endorsementRow('approved', { position: null })],
  ['endorsements_approved', 'endorsements', () => confirmed({ position: 600 })],
  ['endorsements_approved', 'endorsements', () => confirmed({ signed_on: '2030-01-01' })],
  ['endorsements_rejected', 'endorsements', () => endorsementRow('rejected', { rejected_at: null })],
  ['endorsements_withdrawn', 'endorsements', () => endorsementRow('withdrawn', { withdrawn_at: null })],
  ['endorsements_expired', 'endorsements', () => endorsementRow('expired', { expired_at: null })],
  ['endorsements_founding', 'endorsements', () => confirmed({ founding_key: 'new', requested_at: null })],
  ['endorsements_reachable', 'endorsements', () => confirmed({ email_lookup: null })],
  [
    'endorsements_founding_key',
    'endorsements',
    () => endorsementRow('approved', { founding_key: 'lawtrend', requested_at: null, confirmed_at: null }),
  ],
  [
    'endorsements_one_signatory',
    'endorsements',
    () => endorsementRow('approved', { organisation_key: 'taken' }),
  ],
  [
    'endorsements_one_request',
    'endorsements',
    () => confirmed({ email_lookup: kept.endorsement.email_lookup ?? '' }),
  ],
  ['endorsements_position', 'endorsements', () => endorsementRow('approved', { position: 500 })],

  [
    'contacts_pkey',
    'contacts',
    () => ({ endorsement_id: kept.endorsement.id ?? '', sealed: Buffer.from('t') }),
  ],

  ['tokens_hash_check', 'tokens', () => token({ hash: randomBytes(31) })],
  ['tokens_purpose_check', 'tokens', () => token({ purpose: 'enter' })],
  ['tokens_check', 'tokens', () => token({ expires_at: at })],
  ['tokens_pkey', 'tokens', () => token({ hash: kept.token.hash ?? '' })],

  [
    'mail_allowances_email_lookup_check',
    'mail_allowances',
    () => allowance({ email_lookup: randomBytes(33) }),
  ],
  ['mail_allowances_purpose_check', 'mail_allowances', () => allowance({ purpose: 'other' })],
  ['mail_allowances_used_check', 'mail_allowances', () => allowance({ used: 0 })],
  [
    'mail_allowances_pkey',
    'mail_allowances',
    () => allowance({ email_lookup: kept.allowance.email_lookup ?? '', purpose: 'ask' }),
  ],

  ['events_actor_check', 'events', () => event({ actor: 'nobody' })],
  ['decisions_kind_check', 'decisions', () => decision({ kind: 'ponder' })],
  ['decisions_pkey', 'decisions', () => decision({ id: kept.decision.id ?? '' })],
  ['remarks_pkey', 'remarks', () => remarkOfKept()],

  ['outbox_ends_once', 'outbox', () => message({ sent_at: at, cancelled_at: at, sealed: null })],
  ['outbox_ends_once', 'outbox', () => message({ sent_at: at, parked_at: at, sealed: null })],
  ['outbox_wiped', 'outbox', () => message({ sent_at: at })],
  ['outbox_wiped', 'outbox', () => message({ cancelled_at: at })],
  ['outbox_wiped', 'outbox', () => message({ sealed: null })],
  ['outbox_wiped', 'outbox', () => message({ sealed: null, parked_at: at })],
  ['outbox_pkey', 'outbox', () => message({ id: kept.message.id ?? '' })],

  ['sweeps_single_check', 'sweeps', () => ({ single: false, last_run_at: at })],
  ['sweeps_pkey', 'sweeps', () => ({ last_run_at: at })],

  ['record_head_single_check', 'record_head', () => ({ single: false, size: 0 })],
  ['record_head_pkey', 'record_head', () => ({ size: 0 })],
  ['record_entries_seq_check', 'record_entries', () => entry({ seq: -1 })],
  ['record_entries_pkey', 'record_entries', () => entry({ seq: 0 })],
  ['record_openings_salt_check', 'record_openings', () => opening({ salt: randomBytes(16) })],
  ['record_openings_pkey', 'record_openings', () => opening({ seq: 1 })],
]

/** Not reachable by an INSERT: the size of the one row, and an identity that nobody may give. */
const brokenOtherwise: [constraint: string, statement: string][] = [
  ['record_head_size_check', 'UPDATE record_head SET size = -1'],
  [
    'events_pkey',
    `INSERT INTO events (id, endorsement_id, kind, revision, actor, at) OVERRIDING SYSTEM VALUE
     SELECT min(id), min(endorsement_id::text)::uuid, 'confirmed', 1, 'clock', now() FROM events`,
  ],
]

/** The name of the constraint that refuses; null if nothing does. Whatever happened is undone. */
async function refusedBy(work: (sql: postgres.TransactionSql) => Promise<unknown>): Promise<string | null> {
  const undo = new Error('undo')
  try {
    await database.sql.begin(async sql => {
      await work(sql)
      throw undo
    })
  } catch (error) {
    if (error === undo) return null
    if (error instanceof Error && 'constraint_name' in error) return String(error.constraint_name)
    throw error
  }
  return null
}

/** Takes a constraint or an index away, for the rest of a transaction. */
async function lift(sql: postgres.TransactionSql, name: string) {
  const [constraint] = await sql<{ table: string }[]>`
    SELECT conrelid::regclass::text AS table FROM pg_constraint
    WHERE conname = ${name} AND connamespace = 'public'::regnamespace`
  await sql.unsafe(
    constraint ? `ALTER TABLE ${constraint.table} DROP CONSTRAINT ${name} CASCADE` : `DROP INDEX ${name}`,
  )
}

describe('the database refuses', () => {
  it.each(broken)('%s: %s', async (constraint, table, row) => {
    const broke = row()
    expect(await refusedBy(sql => insert(sql, table, broke))).toBe(constraint)
    const others = await refusedBy(async sql => {
      await lift(sql, constraint)
      await insert(sql, table, broke)
    })
    expect(others, 'nothing else is wrong with the row').toBeNull()
  })

  it.each(brokenOtherwise)('%s', async (constraint, statement) => {
    expect(await refusedBy(sql => sql.unsafe(statement))).toBe(constraint)
  })

  it('by an update too', async () => {
    const { id } = kept.endorsement
    const update = (changes: Row) =>
      refusedBy(sql => sql`UPDATE endorsements SET ${sql(changes)} WHERE id = ${id ?? ''}`)
    expect(await update({ status: 'approved' })).toBe('endorsements_approved')
    expect(await update({ status: 'confirmed', confirmed_at: later, email_lookup: null })).toBe(
      'endorsements_reachable',
    )
    expect(await update({ status: 'confirmed', confirmed_at: later })).toBeNull()
  })

  it('with every CHECK and unique index that it has', async () => {
    const names = await database.sql<{ name: string }[]>`
      SELECT conname AS name FROM pg_constraint WHERE contype = 'c' AND connamespace = 'public'::regnamespace
      UNION SELECT c.relname FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
      WHERE i.indisunique AND c.relnamespace = 'public'::regnamespace`
    const tested = new Set([...broken, ...brokenOtherwise].map(([constraint]) => constraint))
    expect([...tested].sort()).toEqual(names.map(({ name }) => name).sort())
  })

  it('what belongs to nothing', async () => {
    const nobody = crypto.randomUUID()
    const orphans: Record<string, Row> = {
      statement_versions: version({ statement: 'unknown' }),
      statement_texts: text({ version: 9 }),
      endorsements: confirmed({ version: 9 }),
      contacts: { endorsement_id: nobody, sealed: Buffer.from('s') },
      tokens: token({ endorsement_id: nobody }),
      events: event({ endorsement_id: nobody }),
      decisions: decision({ endorsement_id: nobody }),
      outbox: message({ endorsement_id: nobody }),
      record_entries: entry({ endorsement_id: nobody }),
      record_openings: opening({ seq: 99 }),
    }
    for (const [table, row] of Object.entries(orphans)) {
      expect(await refusedBy(sql => insert(sql, table, row)), table).toMatch(/_fkey\d?$/)
    }
  })
})

const statuses = Object.keys(factsOf) as Status[]
/** All times that may say where an endorsement is, with what else the mark of a place on the list needs. */
const marks: Record<string, Row> = {
  confirmed_at: { confirmed_at: later },
  returned_at: { returned_at: later },
  approved_at: { approved_at: later },
  rejected_at: { rejected_at: later },
  withdrawn_at: { withdrawn_at: later },
  expired_at: { expired_at: later },
}
/** What happened once stays: who was confirmed and returned may expire; who was on the list may withdraw. */
const past: Partial<Record<Status, string[]>> = {
  withdrawn: ['approved_at'],
  expired: ['confirmed_at'],
}
/** Without these a status is not that status. Only a request that was never confirmed may be withdrawn or expired. */
const needed: Record<Status, string[]> = {
  requested: ['requested_at', 'expires_at'],
  confirmed: ['requested_at', 'confirmed_at'],
  returned: ['requested_at', 'confirmed_at', 'returned_at'],
  approved: ['requested_at', 'confirmed_at', 'approved_at'],
  rejected: ['requested_at', 'confirmed_at', 'rejected_at'],
  withdrawn: ['requested_at', 'withdrawn_at'],
  expired: ['requested_at', 'expired_at'],
}

describe.each(statuses)('an endorsement that is %s', status => {
  it('is taken as it should be', async () => {
    expect(await refusedBy(sql => insert(sql, 'endorsements', endorsementRow(status)))).toBeNull()
  })

  it.each(needed[status])('is refused without %s', async time => {
    const refused = await refusedBy(sql =>
      insert(sql, 'endorsements', endorsementRow(status, { [time]: null })),
    )
    expect(refused ?? 'nothing').toMatch(/^endorsements_/)
  })

  const own = Object.keys(factsOf[status])
  const foreign = Object.keys(marks).filter(mark => !own.includes(mark) && !past[status]?.includes(mark))
  it.each(foreign)('is refused with %s', async mark => {
    const refused = await refusedBy(sql => insert(sql, 'endorsements', endorsementRow(status, marks[mark])))
    expect(refused ?? 'nothing').toMatch(/^endorsements_/)
  })

  it.each(past[status] ?? [])('is taken with %s, which happened before', async mark => {
    expect(
      await refusedBy(sql => insert(sql, 'endorsements', endorsementRow(status, marks[mark]))),
    ).toBeNull()
  })
})
