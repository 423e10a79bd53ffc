import { randomBytes as bytes, createHash } from 'node:crypto'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { migrate } from 'drizzle-orm/postgres-js/migrator'
import { beforeAll, describe, expect, it } from 'vitest'
import journal from '../../drizzle/meta/_journal.json' with { type: 'json' }
import { readConfig } from '../../src/config.ts'
import type { Status } from '../../src/domain/endorsement.ts'
import { canonicalText, textHash, titleAndBody } from '../../src/domain/statement.ts'
import type { DecisionDeps } from '../../src/moderation/on-request.ts'
import { approve, correct, reject, reopen, restore, withdraw } from '../../src/moderation/request/decide.ts'
import { randomBytes } from '../../src/random.ts'
import { statementFiles } from '../../src/statements/files.ts'
import { fillOldRows } from '../../src/storage/backfill.ts'
import { type Client, connect } from '../../src/storage/client.ts'
import { findContact } from '../../src/storage/contacts.ts'
import { findDetails } from '../../src/storage/details.ts'
import { keysOf } from '../../src/storage/endorsement-rows.ts'
import { findEndorsement } from '../../src/storage/endorsements.ts'
import { insertModerator, setModeratorStatus } from '../../src/storage/moderators.ts'
import { remarkContext } from '../../src/storage/remarks.ts'
import { createSealing } from '../../src/storage/sealing.ts'
import { askToReconfirm } from '../../src/sweep/ask-to-reconfirm.ts'
import { dumpTables } from '../support/dump.ts'
import { type EmptyDatabase, emptyDatabase } from '../support/empty-database.ts'
import { endorsementRow, insert, type Row } from '../support/rows.ts'
import { slug, testEnv } from '../support/scene.ts'

// The database as it was before the desk came, with a row in every state, brought to the present.

const lastOld = '0006_public_views'
const [real] = statementFiles
if (!real) throw new Error('no statement')
const [founder] = real.foundingSignatories

const config = readConfig(testEnv)
const sealing = createSealing(config.contactKeys, randomBytes)
const time = (daysAfter: number) => new Date(Date.parse('2029-12-01T00:00:00Z') + daysAfter * 86_400_000)
const now = time(60)

let database: EmptyDatabase
let app: Client
let deps: DecisionDeps
let moderator: string
/** What the old tables held, in the words of the old columns. */
let before: { endorsements: Row[]; contacts: Row[]; decisions: Row[]; outbox: Row[]; events: Row[] }

/** Old columns only: nothing that a later migration added. */
const facts: Record<Status | 'disowned', Row> = {
  requested: { requested_at: time(58), expires_at: time(65) },
  confirmed: { confirmed_at: time(3) },
  returned: { confirmed_at: time(3), returned_at: time(50) },
  approved: { confirmed_at: time(3), approved_at: time(4), position: 500, signed_on: '2029-12-05' },
  rejected: { confirmed_at: time(3), rejected_at: time(50) },
  withdrawn: {
    confirmed_at: time(3),
    approved_at: time(4),
    position: 501,
    signed_on: '2029-12-05',
    withdrawn_at: time(50),
  },
  expired: { requested_at: time(1), expired_at: time(50) },
  disowned: { withdrawn_at: time(3), erased_at: time(3), email_lookup: null, status: 'withdrawn' },
}
const ids = Object.fromEntries(Object.keys(facts).map(status => [status, crypto.randomUUID()]))
const nameOf = (status: string) => `Старая «Вясна» ${status}`
const addressOf = (status: string) => `${status}@example.org`
const rejection = { id: crypto.randomUUID(), words: 'The site does not name you.' }

async function migrateTo(last: string) {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-migrations-'))
  cpSync('drizzle', folder, { recursive: true })
  const entries = journal.entries.filter(({ tag }) => tag <= last)
  writeFileSync(join(folder, 'meta/_journal.json'), JSON.stringify({ ...journal, entries }))
  const owner = connect(database.owner, 1)
  await migrate(owner.db, { migrationsFolder: folder })
  await owner.end()
  rmSync(folder, { recursive: true })
}

async function fillOldTables() {
  const { sql } = database
  const text = real?.texts.en ?? ''
  const sha256 = textHash(text)
  const made = { created_at: time(0) }
  await insert(sql, 'statements', { slug, position: 0, default_language: 'en', revision: 14, ...made })
  await insert(sql, 'statement_versions', {
    statement: slug,
    number: 1,
    change: 'substantive',
    sha256,
    ...made,
  })
  const { title } = titleAndBody(text)
  await insert(sql, 'statement_texts', {
    statement: slug,
    version: 1,
    language: 'en',
    title,
    markdown: canonicalText(text),
    sha256,
  })
  for (const [status, changes] of Object.entries(facts)) {
    const id = ids[status] ?? ''
    await insert(sql, 'endorsements', {
      id,
      statement: slug,
      version: 1,
      status,
      revision: 3,
      language: 'be',
      name: nameOf(status),
      organisation_key: `старая вясна ${status}`,
      name_en: `Old Viasna ${status}`,
      website: `https://${status}.example/x_%`,
      comment: 'A line',
      country: 'LT',
      email_lookup: Buffer.from(sealing.lookup(addressOf(status))[0]),
      requested_at: time(1),
      ...changes,
    })
    await insert(sql, 'events', {
      endorsement_id: id,
      kind: status,
      revision: 3,
      actor: 'clock',
      at: time(50),
    })
    if (status === 'disowned') continue
    const contact = { representative: 'Anna', role: 'Director', email: addressOf(status) }
    const sealed = Buffer.from(await sealing.seal(`contact:${id}`, JSON.stringify(contact)))
    await insert(sql, 'contacts', { endorsement_id: id, sealed })
  }
  await insert(sql, 'endorsements', {
    id: crypto.randomUUID(),
    statement: slug,
    version: 1,
    status: 'approved',
    revision: 1,
    language: 'en',
    name: founder?.name ?? '',
    organisation_key: 'a founder',
    founding_key: founder?.key ?? '',
    approved_at: time(0),
    position: 1,
  })
  for (const [kind, id] of [
    ['approve', ids.approved],
    ['approve', ids.withdrawn],
    ['reject', ids.rejected],
  ]) {
    const entry = kind === 'reject' ? rejection.id : crypto.randomUUID()
    await insert(sql, 'decisions', {
      id: entry,
      endorsement_id: id ?? '',
      kind: kind ?? '',
      revision: 2,
      moderator: 'operator',
      at: time(4),
    })
  }
  const sealed = Buffer.from(await sealing.seal(remarkContext(rejection.id), rejection.words))
  await insert(sql, 'remarks', { decision_id: rejection.id, endorsement_id: ids.rejected ?? '', sealed })
  for (const status of ['approved', 'rejected']) {
    await insert(sql, 'outbox', {
      id: crypto.randomUUID(),
      endorsement_id: ids[status] ?? '',
      kind: status,
      sealed: bytes(40),
      created_at: time(50),
      next_attempt_at: time(50),
    })
  }
  await insert(sql, 'tokens', {
    hash: createHash('sha256').update('t').digest(),
    endorsement_id: ids.requested ?? '',
    purpose: 'confirm',
    created_at: time(58),
    expires_at: time(65),
  })
  await sql`UPDATE record_head SET size = 2`
  for (const [seq, id] of [ids.approved ?? '', ids.withdrawn ?? ''].entries()) {
    await insert(sql, 'record_entries', {
      seq,
      statement: slug,
      endorsement_id: id,
      entry: '{}',
      at: time(4),
    })
  }
  await insert(sql, 'record_openings', {
    seq: 0,
    endorsement_id: ids.approved ?? '',
    salt: bytes(32),
    fields: '{}',
  })
}

const oldRows = async (log: 'decisions' | 'log') => {
  const { sql } = database
  return {
    endorsements: await sql<Row[]>`
      SELECT id, statement, version, status, revision, language, name, name_en, name_be, name_ru, organisation_key,
        country, website, comment, ${sql(log === 'log' ? 'typed_lookup' : 'email_lookup')} AS email_lookup, founding_key, position, signed_on, requested_at, expires_at,
        confirmed_at, returned_at, approved_at, rejected_at, withdrawn_at, expired_at, erased_at
      FROM endorsements WHERE founding_key IS NULL OR founding_key = ${founder?.key ?? ''} ORDER BY id`,
    contacts: await sql<Row[]>`SELECT endorsement_id, sealed FROM contacts ORDER BY endorsement_id`,
    decisions: await sql<Row[]>`
      SELECT id, endorsement_id, kind, at,
        -- A decision named the revision that it was taken on; the log names the one that it led to.
        revision + CASE ${log} WHEN 'decisions' THEN 1 ELSE 0 END AS revision
      FROM ${sql(log)} ORDER BY id`,
    outbox: await sql<
      Row[]
    >`SELECT id, endorsement_id, kind, sealed, next_attempt_at FROM outbox ORDER BY id`,
    events: await sql<Row[]>`SELECT * FROM events WHERE kind <> 'founded' ORDER BY id`,
  }
}

beforeAll(async () => {
  database = await emptyDatabase()
  await database.alone(() => migrateTo(lastOld))
  await fillOldTables()
  before = await oldRows('decisions')
  await database.deploy()
  app = connect(database.app, 4)
  deps = { config, db: app.db, sealing, now: () => now, random: randomBytes }
  moderator = crypto.randomUUID()
  const person = { name: 'M', email: 'm@example.org' }
  await app.db.transaction(tx =>
    insertModerator(tx, sealing, { id: moderator, person, role: 'moderator', language: 'en' }, now),
  )
  await app.db.transaction(tx => setModeratorStatus(tx, moderator, 'active'))
  return async () => {
    await app.end()
    await database.drop()
  }
})

const id = (status: string) => ids[status] ?? ''
const stored = async (status: string) => {
  const [row] = await database.sql`SELECT * FROM endorsements WHERE id = ${id(status)}`
  return row ?? {}
}

describe('an old database', () => {
  it('keeps every row as it was', async () => {
    expect(before.endorsements).toHaveLength(9)
    expect(await oldRows('log')).toEqual(before)
  })

  it('keeps what was decided, by whoever could run commands on the server, and why', async () => {
    expect(await database.sql`SELECT DISTINCT moderator_id, subject_id, statement, code FROM log`).toEqual([
      { moderator_id: null, subject_id: null, statement: null, code: null },
    ])
    const [remark] = await database.sql<
      { log_id: string; sealed: Uint8Array }[]
    >`SELECT log_id, sealed FROM remarks`
    expect(remark?.log_id).toBe(rejection.id)
    expect(await sealing.open(remarkContext(rejection.id), remark?.sealed ?? bytes(0))).toBe(rejection.words)
  })

  it('has proved the addresses that were confirmed, and only those', async () => {
    for (const status of Object.keys(facts)) {
      const { confirmed_at, email_lookup, typed_lookup } = await stored(status)
      expect(email_lookup, status).toEqual(confirmed_at === null ? null : typed_lookup)
      expect(typed_lookup === null, status).toBe(status === 'disowned')
    }
  })

  it('goes on with what the version before writes: it asks by the one look-up, and erases by it', async () => {
    const { sql } = database
    const lookup = Buffer.from(sealing.lookup('twice@example.org')[0])
    const asked = (id: string) => sql`
      INSERT INTO endorsements (id, statement, version, status, revision, language, name, organisation_key, email_lookup,
        requested_at, expires_at)
      VALUES (${id}, ${slug}, 1, 'requested', 1, 'en', 'Twice', 'twice', ${lookup}, ${time(58)}, ${time(65)})
      ON CONFLICT (statement, email_lookup) WHERE status IN ('requested', 'confirmed', 'returned') DO NOTHING`
    const [one, other] = [crypto.randomUUID(), crypto.randomUUID()]
    const lookups = (id: string) => sql`SELECT typed_lookup, email_lookup FROM endorsements WHERE id = ${id}`
    await asked(one)
    await asked(other)
    expect(await lookups(other)).toEqual([{ typed_lookup: lookup, email_lookup: null }])
    await sql`UPDATE endorsements SET status = 'confirmed', revision = 2, confirmed_at = now(), waiting_since = now()
        WHERE id = ${one}`
    expect(await lookups(one)).toEqual([{ typed_lookup: lookup, email_lookup: lookup }])
    await sql`UPDATE endorsements SET status = 'withdrawn', withdrawn_at = now(), waiting_since = NULL WHERE id = ${one}`
    await sql`UPDATE endorsements SET email_lookup = NULL, erased_at = now() WHERE id = ${one}`
    expect(await lookups(one)).toEqual([{ typed_lookup: null, email_lookup: null }])
    await sql`DELETE FROM endorsements WHERE id IN (${one}, ${other})`
  })

  it('goes on with what the version before writes: what it changes of a withheld name stays withheld, and unopened', async () => {
    const { sql } = database
    const one = endorsementRow('confirmed', { name_withheld: true })
    await insert(sql, 'endorsements', one)
    // As the version before approves: it knows no column of withheld names, and opens each entry of the record.
    await sql`UPDATE endorsements SET status = 'approved', revision = 2, approved_at = now(), waiting_since = NULL,
        position = nextval('list_positions'), signed_on = '2030-01-02' WHERE id = ${one.id ?? ''}`
    const [head] = await sql`UPDATE record_head SET size = size + 1 RETURNING (size - 1)::int AS seq`
    await insert(sql, 'record_entries', {
      seq: head?.seq,
      statement: slug,
      endorsement_id: one.id ?? '',
      entry: '{}',
      at: now,
    })
    const opening = { endorsement_id: one.id ?? '', salt: bytes(32), fields: '{}' }
    await insert(sql, 'record_openings', { seq: head?.seq, ...opening })
    expect(await sql`SELECT 1 FROM public_signatories WHERE id = ${one.id ?? ''}`).toEqual([])
    expect(await sql`SELECT 1 FROM record_openings WHERE endorsement_id = ${one.id ?? ''}`).toEqual([])
    expect(await sql`SELECT count FROM public_withheld`).toEqual([{ count: 1 }])
    await sql`UPDATE endorsements SET status = 'withdrawn', withdrawn_at = now() WHERE id = ${one.id ?? ''}`
    expect(await sql`SELECT 1 FROM public_withdrawals WHERE id = ${one.id ?? ''}`).toEqual([])
    await sql`DELETE FROM record_entries WHERE seq = ${head?.seq}`
    await sql`UPDATE record_head SET size = size - 1`
    await sql`DELETE FROM endorsements WHERE id = ${one.id ?? ''}`
  })

  it('has the names by tag, and says which text was signed: the one that the form showed', async () => {
    const rows =
      await database.sql`SELECT status, names, text_language FROM endorsements WHERE id = ANY (${Object.values(ids)})`
    expect(rows).toHaveLength(8)
    for (const { status, names, text_language } of rows)
      expect({ names, text_language }, status).toEqual({
        names: { en: expect.stringMatching(/^Old Viasna/) },
        text_language: 'en',
      })
    const listed =
      await database.sql`SELECT names, name_en, text_language FROM public_signatories WHERE id = ${id('approved')}`
    expect(listed).toEqual([
      { names: { en: 'Old Viasna approved' }, name_en: 'Old Viasna approved', text_language: 'en' },
    ])
  })

  it('goes on with what the version before writes: names in its columns, which stay those by tag', async () => {
    const { sql } = database
    const one = endorsementRow('approved', { name_be: 'Суседзі', position: 900 })
    const read = async (table: 'endorsements' | 'public_signatories') =>
      (await sql`SELECT names, name_en, name_be FROM ${sql(table)} WHERE id = ${one.id ?? ''}`)[0]
    await insert(sql, 'endorsements', one)
    const asked = { names: { be: 'Суседзі' }, name_en: null, name_be: 'Суседзі' }
    expect([await read('endorsements'), await read('public_signatories')]).toEqual([asked, asked])
    // As this version writes, for the one before to read.
    await sql`UPDATE endorsements SET names = ${sql.json({ ar: 'الجيران', en: 'Neighbours' })} WHERE id = ${one.id ?? ''}`
    const amended = { names: { ar: 'الجيران', en: 'Neighbours' }, name_en: 'Neighbours', name_be: null }
    expect([await read('endorsements'), await read('public_signatories')]).toEqual([amended, amended])
    // The version before knows three languages, and leaves alone what it does not know.
    await sql`UPDATE endorsements SET name_en = NULL, name_be = 'Суседзі' WHERE id = ${one.id ?? ''}`
    expect(await read('endorsements')).toEqual({
      names: { ar: 'الجيران', be: 'Суседзі' },
      name_en: null,
      name_be: 'Суседзі',
    })
    await sql`DELETE FROM public_signatories WHERE id = ${one.id ?? ''}`
    await sql`DELETE FROM listed_names WHERE endorsement_id = ${one.id ?? ''}`
    await sql`DELETE FROM endorsements WHERE id = ${one.id ?? ''}`
  })

  it('withholds nobody’s name', async () => {
    expect(
      await database.sql`SELECT 1 FROM endorsements WHERE name_withheld AND id = ANY (${Object.values(ids)})`,
    ).toEqual([])
    const listed = await database.sql`SELECT 1 FROM public_signatories WHERE id = ${id('approved')}`
    expect(listed).toHaveLength(1)
    expect(await database.sql`SELECT 1 FROM public_withdrawals WHERE id = ${id('withdrawn')}`).toHaveLength(1)
  })

  it('says since when each request waits', async () => {
    for (const status of Object.keys(facts)) {
      expect((await stored(status)).waiting_since, status).toEqual(status === 'confirmed' ? time(3) : null)
    }
    expect((await stored('confirmed')).queued_at).toEqual(time(3))
    expect((await stored('requested')).queued_at).toEqual(time(58))
    expect((await stored('returned')).queued_at).toEqual(time(3))
  })

  it('asks for a second moderator where a request is in doubt, as nobody chose otherwise', async () => {
    expect(await database.sql`SELECT second_moderator FROM statements`).toEqual([
      { second_moderator: 'doubt' },
    ])
  })

  it('has what waits weighed anew', async () => {
    const due = await database.sql`SELECT endorsement_id AS id FROM evidence_due`
    expect(new Set(due.map(row => row.id))).toEqual(new Set([id('confirmed'), id('returned')]))
  })

  it('has the keys by which names are searched and compared, founding signatories too', async () => {
    for (const status of Object.keys(facts)) {
      const endorsement = await findEndorsement(app.db, id(status))
      const { skeletons, nameKeys, searchText } = keysOf(endorsement?.organisation ?? never())
      expect(await stored(status), status).toMatchObject({
        skeletons,
        name_keys: nameKeys,
        search_text: searchText,
      })
      expect(searchText).toContain('viasna')
    }
    expect(await database.sql`SELECT 1 FROM endorsements WHERE skeletons = '{}' OR search_text = ''`).toEqual(
      [],
    )
  })

  it('has the details of everyone who was not forgotten, as they stood from the beginning', async () => {
    for (const status of Object.keys(facts)) {
      const endorsement = await findEndorsement(app.db, id(status))
      const kept =
        status === 'disowned'
          ? null
          : { organisation: endorsement?.organisation, comment: 'A line', nameWithheld: false }
      expect(await findDetails(app.db, id(status), 1), status).toEqual(kept)
    }
    const [founders] = await database.sql`
      SELECT count(*)::int AS n FROM details JOIN endorsements ON id = endorsement_id WHERE founding_key IS NOT NULL`
    expect(founders).toEqual({ n: 0 })
  })

  it('lists every name of its signatories, each once, and of two that share one the first has it', async () => {
    const names = await database.sql<{ id: string; key: string }[]>`
      SELECT endorsement_id AS id, key FROM listed_names WHERE endorsement_id <> ALL (
        SELECT id FROM endorsements WHERE founding_key IS NOT NULL AND founding_key <> ${founder?.key ?? ''})`
    const keysListed = names.filter(name => name.id === id('approved')).map(({ key }) => key)
    expect(keysListed.sort()).toEqual(['old viasna approved', 'старая вясна approved'])
    expect(names.some(name => name.id === id('withdrawn'))).toBe(false)
  })

  it('is changed no more by deploying again', async () => {
    const rows = await dumpTables(database.sql)
    await database.deploy()
    expect(await dumpTables(database.sql)).toEqual(rows)
  })
})

describe('the verbs on old rows', () => {
  const decision = (status: string, revision = 3) => ({ id: id(status), revision, moderator })
  const why = { code: 'other', text: 'A reason.' }

  beforeAll(() => database.sql`UPDATE statements SET second_moderator = 'never'`)

  it('approve one that waits', async () => {
    expect(await approve(deps, decision('confirmed'))).toMatchObject({
      ok: true,
      value: { status: 'approved' },
    })
  })

  it('reject one that was returned', async () => {
    expect(await reject(deps, { ...decision('returned'), ...why })).toMatchObject({
      ok: true,
      value: { status: 'rejected', returnedAt: time(50) },
    })
  })

  it('reopen one that was rejected, whose mail had not gone: nothing is mailed', async () => {
    expect(await reopen(deps, decision('rejected'))).toMatchObject({
      ok: true,
      value: { status: 'confirmed' },
    })
    expect(
      await database.sql`SELECT kind, cancelled_at FROM outbox WHERE endorsement_id = ${id('rejected')}`,
    ).toEqual([{ kind: 'rejected', cancelled_at: now }])
    const due = await database.sql`SELECT 1 FROM evidence_due WHERE endorsement_id = ${id('rejected')}`
    expect(due).toHaveLength(1)
  })

  it('restore one that withdrew, in its old place', async () => {
    expect(await restore(deps, decision('withdrawn'))).toMatchObject({
      ok: true,
      value: { status: 'approved' },
    })
    expect((await stored('withdrawn')).position).toBe(501)
  })

  it('correct one that is listed, and show what it was', async () => {
    const endorsement = await findEndorsement(app.db, id('approved'))
    const organisation = { ...(endorsement?.organisation ?? never()), name: 'Corrected' }
    const amendment = { organisation, comment: null }
    expect(await correct(deps, { ...decision('approved'), amendment })).toMatchObject({ ok: true })
    expect((await findDetails(app.db, id('approved'), 3))?.organisation.name).toBe(nameOf('approved'))
    expect((await findDetails(app.db, id('approved'), 4))?.organisation.name).toBe('Corrected')
    expect(await withdraw(deps, { ...decision('approved', 4), ...why })).toMatchObject({ ok: true })
    expect(
      await database.sql`SELECT 1 FROM record_openings WHERE endorsement_id = ${id('approved')}`,
    ).toEqual([])
  })

  it('ask who is listed, here the one that was restored, once, whether they sign a text that says something else', async () => {
    const { sql } = database
    const [markdown, sha256] = ['# Two\n\nText.\n', textHash('# Two\n\nText.\n')]
    const of = { statement: slug, sha256 }
    await insert(sql, 'statement_versions', { ...of, number: 2, change: 'substantive', created_at: now })
    await insert(sql, 'statement_texts', { ...of, version: 2, language: 'en', title: 'Two', markdown })
    for (let i = 0; i < 2; i++) await askToReconfirm(deps, 50)
    expect(await stored('withdrawn')).toMatchObject({ version: 1, reconfirm_asked: 2 })
    const mails =
      await sql`SELECT kind FROM outbox WHERE kind = 'reconfirm' AND endorsement_id = ${id('withdrawn')}`
    expect(mails).toHaveLength(1)
    expect(
      await sql`SELECT id FROM endorsements WHERE founding_key IS NOT NULL AND reconfirm_asked IS NOT NULL`,
    ).toEqual([])
  })

  it('reach their representatives still', async () => {
    expect(await findContact(app.db, sealing, id('confirmed'))).toMatchObject({
      email: addressOf('confirmed'),
    })
  })
})

it('what was searched through with its strokes on has plain letters now, on the public list too', async () => {
  const { sql } = database
  const strokes = 'łodzkie ørsted đorđe straße æsir œuvre þing ħamrun ŧ ısık iŋ οργανωσεις'
  const plain = 'lodzkie orsted dorde strasse aesir oeuvre thing hamrun t isik in οργανωσεισ'
  const [one] = await sql`SELECT id FROM public_signatories LIMIT 1`
  const found = sql`SELECT search_text FROM public_signatories WHERE id = ${one?.id}`
  await sql`UPDATE endorsements SET search_text = ${strokes} WHERE id = ${one?.id}`
  const letters = readFileSync('drizzle/0010_search_letters.sql', 'utf8')
  await sql.begin(tx => tx.unsafe(letters))
  expect(await found).toEqual([{ search_text: plain }])
})

it('two signatories with one name, whom older rules let have it, stay on the list, and the name is taken', async () => {
  const { sql } = database
  const twins = ['Сям’я і права', 'Сямʼя і права'].map((name, i) =>
    endorsementRow('approved', { name, organisation_key: `twin ${i}` }),
  )
  for (const twin of twins) await insert(sql, 'endorsements', twin)
  const owner = connect(database.owner, 1)
  expect(await fillOldRows(owner.db)).toBe(2)
  await owner.end()
  const listed =
    await sql`SELECT 1 FROM public_signatories WHERE id IN ${sql(twins.map(twin => String(twin.id)))}`
  expect(listed).toHaveLength(2)
  const holders = await sql`SELECT endorsement_id FROM listed_names WHERE key = 'сямя і права'`
  expect(holders).toHaveLength(1)
  // Out of the way of what follows.
  await sql`UPDATE endorsements SET status = 'withdrawn', withdrawn_at = now(), erased_at = now()
    WHERE id IN ${sql(twins.map(twin => String(twin.id)))}`
  expect(await sql`SELECT 1 FROM listed_names WHERE key = 'сямя і права'`).toEqual([])
})

it('names that signatories are known by get the keys of today, and what waits is weighed anew', async () => {
  const { sql } = database
  const keys = () =>
    sql`SELECT endorsement_id, kind, value, alike_keys, search_text FROM known_names ORDER BY 1, 2, 3`
  const before = await keys()
  expect(before.length).toBeGreaterThan(0)
  await sql`UPDATE known_names SET alike_keys = '{}', search_text = ''`
  const waiting = endorsementRow('confirmed', { name: 'Waiting', organisation_key: 'waiting' })
  await insert(sql, 'endorsements', waiting)
  const owner = connect(database.owner, 1)
  await fillOldRows(owner.db)
  await owner.end()
  expect(await keys()).toEqual(before)
  const due = await sql`SELECT 1 FROM evidence_due WHERE endorsement_id = ${String(waiting.id)}`
  expect(due.length).toBeGreaterThan(0)
  await sql`DELETE FROM details WHERE endorsement_id = ${String(waiting.id)}`
  await sql`DELETE FROM endorsements WHERE id = ${String(waiting.id)}`
})

it('a choice that an administrator made stays: never stays never, and on weak evidence becomes in doubt', async () => {
  const { sql } = database
  const settings = readFileSync('drizzle/0015_evidence_without_grades.sql', 'utf8')
  const [, update = ''] = /^(UPDATE statements SET second_moderator[\s\S]*?;)/m.exec(settings) ?? []
  const after = async (second: string, isLogged: boolean) => {
    const outcome: string[] = []
    await sql
      .begin(async tx => {
        await tx`ALTER TABLE statements DROP CONSTRAINT statements_second_moderator`
        await tx`UPDATE statements SET second_moderator = ${second}`
        if (isLogged)
          await tx`INSERT INTO log (id, kind, statement, at, code)
            VALUES (gen_random_uuid(), 'setting', ${slug}, now(), 'second-never')`
        await tx.unsafe(update)
        const [row] = await tx`SELECT second_moderator FROM statements`
        outcome.push(row?.second_moderator)
        throw new Error('as it was')
      })
      .catch(error => expect(error).toMatchObject({ message: 'as it was' }))
    return outcome[0]
  }
  expect(await after('never', false)).toBe('doubt')
  expect(await after('never', true)).toBe('never')
  expect(await after('weak', true)).toBe('doubt')
  expect(await after('always', true)).toBe('always')
})

function never(): never {
  throw new Error('there is no such row')
}
