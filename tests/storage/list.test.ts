import { sql } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'
import { beforeAll, describe, expect, it } from 'vitest'
import { languages } from '../../src/domain/language.ts'
import { givenOf } from '../../src/domain/organisation.ts'
import { searchText } from '../../src/domain/search.ts'
import { TooMuchAtOnce } from '../../src/domain/too-much-at-once.ts'
import { noAnswers } from '../../src/held/answers.ts'
import { takeSearch } from '../../src/held/slots.ts'
import { createSnapshots, type HeldStatement } from '../../src/held/snapshot.ts'
import { eachBatch } from '../../src/signatories/list/each-batch.ts'
import { findOne, listToPage, searchList } from '../../src/signatories/list/search-list.ts'
import { connect, connectListClient } from '../../src/storage/client.ts'
import { isAway } from '../../src/storage/pg-errors.ts'
import {
  mostHeld,
  type PublicStatement,
  readStatement,
  type Signatory,
} from '../../src/storage/public-statements.ts'
import { findListPage } from '../../src/storage/signatory-list.ts'
import { type ListQuery, listSorts } from '../../src/storage/signatory-list-sql.ts'
import { endorsementRow, insert } from '../support/rows.ts'
import { slug, useScene } from '../support/scene.ts'

const scene = useScene({ once: true })

const names: [name: string, en: string | null, be: string | null, ru: string | null][] = [
  ['Праваабарончы цэнтр «Вясна-2»', 'Spring Centre', null, 'Правозащитный центр «Весна-2»'],
  ['Ўладзіна', null, 'Ўладзіна', null],
  ['Ёлка', null, null, 'Ёлка'],
  ['Елена', null, null, 'Елена'],
  ['Жанчыны', null, null, null],
  ['Éditions Libres', 'Éditions Libres', null, null],
  ['editions libres 2', null, null, null],
  ['Straße der Freiheit', null, null, null],
  ['ІДЭЯ', null, 'ІДЭЯ', null],
  ['“Quoted” Organisation', null, null, null],
  ['(Quota) Forum', null, null, null],
  ['ʼQuotes and more', null, null, null],
  ['«Жаба»', null, null, null],
  ['12 Monkeys', null, null, null],
  ['2 Monkeys', null, null, null],
  ['Zürich Forum', null, null, null],
  ['zurich Forum B', null, null, null],
  ['Łódź Initiative', null, null, null],
  ['منظمة الحقوق', null, null, null],
]

/** Puts organisations on the list as approvals would, with all that a search looks through. */
async function list(count: number) {
  for (let i = 0; i < count; i++) {
    const [name = '', en = null, be = null, ru = null] = names[i] ?? [`Organisation ${i * 7919}`]
    const website = i % 3 === 0 ? `https://www.host-${i}.example/en` : null
    const organisation = { name, names: givenOf({ en, be, ru }), country: null, website }
    await insert(
      scene.database.sql,
      'endorsements',
      endorsementRow('approved', {
        name,
        name_en: en,
        name_be: be,
        name_ru: ru,
        website,
        country: [null, 'LT', 'PL', 'XK'][i % 4] ?? null,
        search_text: searchText(organisation),
        signed_on: '2030-01-03',
      }),
    )
  }
}

/** A statement as a process holds it. */
const hold = (statement: PublicStatement): HeldStatement => ({
  statement,
  asOf: null,
  readersInDanger: false,
  answers: noAnswers(),
  searchTexts: new Map(),
})

/** Searches come from many networks, unless a test says from which. */
let searches = 0

/** A page as the list's page asks for it. */
const search = (
  statement: PublicStatement,
  query: Partial<ListQuery>,
  { after = null, most, network }: { after?: string | null; most: number; network?: string },
) =>
  searchList(
    scene.deps.publicDb,
    hold(statement),
    { ...everything, ...query },
    { after, most, take: () => takeSearch(network ?? `network ${searches++ % 5}`) },
  )

async function read(): Promise<PublicStatement> {
  const statement = await readStatement(scene.deps.publicDb, slug)
  if (!statement) throw new Error('no statement')
  return statement
}

const everything: ListQuery = { q: '', country: null, sort: 'list', lang: 'en' }

/** Every page of a query, one after another. */
async function all(statement: PublicStatement, query: Partial<ListQuery>, most: number): Promise<string[]> {
  const met: Signatory[] = []
  for (let after: string | null = null; ; ) {
    const page = await search(statement, query, { after, most })
    if (!page) throw new Error('a page is missing')
    expect(page.signatories.length).toBeLessThanOrEqual(most)
    met.push(...page.signatories)
    after = page.next
    if (after === null) break
  }
  return met.map(({ name }) => name)
}

describe('a list that is held whole, and one that is asked for', () => {
  let held: PublicStatement
  let asked: PublicStatement
  beforeAll(async () => {
    await list(60)
    held = await read()
    expect(held).toMatchObject({ count: 71, signatories: { length: 71 } })
    // As if it were longer than what is held: everything then goes to the database.
    asked = { ...held, signatories: held.signatories.slice(0, 20) }
  })

  const queries: Partial<ListQuery>[] = [
    {},
    ...listSorts.flatMap(sort => languages.map(lang => ({ sort, lang }))),
    ...['viasna', 'ВЯСНА', 'весна 2', 'spring', 'editions', 'ÉDITIONS', 'zurich', 'lodz', 'strasse'].map(
      q => ({ q }),
    ),
    ...['host-3.example', 'https://www.host-3.example/en', 'organisation', 'o', 'права вясна', 'منظمة'].map(
      q => ({ q }),
    ),
    ...['%', '_', '\\', '“”', 'nothing at all', "'; DROP TABLE endorsements; --", 'x'.repeat(500)].map(q => ({
      q,
    })),
    ...['LT', 'XK', 'none', 'ZZ'].map(country => ({ country })),
    { q: 'organisation', country: 'PL', sort: 'name', lang: 'be' },
    { q: 'organisation', country: 'none', sort: 'newest' },
  ]
  it.each(queries.map(query => [JSON.stringify(query), query] as const))('agree on %s', async (_, query) => {
    const whole = await all(held, query, 1000)
    expect(await all(asked, query, 1000)).toEqual(whole)
    expect(await all(held, query, 7)).toEqual(whole)
    expect(await all(asked, query, 7)).toEqual(whole)
    const count = async (of: PublicStatement) => search(of, query, { most: 7 })
    expect(await count(held)).toMatchObject({ matchCount: whole.length, more: false })
    expect(await count(asked)).toMatchObject({ matchCount: whole.length, more: false })
  })

  it('find a name by every one that was given, without case and accents, across scripts', async () => {
    const found = (q: string) => all(asked, { q }, 100)
    for (const q of ['spring centre', 'viasna 2', 'ВЕСНА-2', 'праваабарончы']) {
      expect(await found(q), q).toContain('Праваабарончы цэнтр «Вясна-2»')
    }
    expect(await found('editions')).toEqual(['Éditions Libres', 'editions libres 2'])
    expect(await found('zürich')).toEqual(['Zürich Forum', 'zurich Forum B'])
  })

  it('sort by the alphabet and the names of the language', async () => {
    const cyrillic = (sorted: string[]) => sorted.filter(name => /^[Ѐ-ӿ]/.test(name))
    expect(cyrillic(await all(asked, { sort: 'name', lang: 'ru' }, 100))).toEqual(
      ['Елена', 'Ёлка', 'Жанчыны', 'Праваабарончы цэнтр «Вясна-2»', 'Ўладзіна', 'ІДЭЯ'].toSorted(
        new Intl.Collator('ru').compare,
      ),
    )
    const english = await all(asked, { sort: 'name', lang: 'en' }, 100)
    expect(english.indexOf('Праваабарончы цэнтр «Вясна-2»'), 'as Spring Centre').toBeGreaterThan(
      english.indexOf('Right to Defense'),
    )
  })

  it.each(languages)('sort names by their first letter, whatever marks stand before it (%s)', async lang => {
    for (const statement of [held, asked]) {
      const sorted = await all(statement, { sort: 'name', lang }, 100)
      const placeOf = (name: string) => sorted.indexOf(name)
      expect(placeOf('«Жаба»')).toBe(placeOf('Жанчыны') - 1)
      expect(placeOf('(Quota) Forum')).toBe(placeOf('“Quoted” Organisation') - 1)
      expect(placeOf('ʼQuotes and more')).toBe(placeOf('“Quoted” Organisation') + 1)
    }
  })

  it.each(['list', 'newest', 'name'] as const)(
    'know no place after somebody who is not there (%s)',
    async sort => {
      for (const statement of [held, asked]) {
        const query = { sort }
        expect(await search(statement, query, { after: crypto.randomUUID(), most: 10 })).toBeNull()
      }
    },
  )
})

describe('a list longer than what is held', () => {
  let statement: PublicStatement
  beforeAll(async () => {
    await scene.database.sql`
      INSERT INTO endorsements (id, statement, version, status, revision, language, name, organisation_key,
        email_lookup, requested_at, confirmed_at, approved_at, signed_on, position, country, search_text)
      SELECT gen_random_uuid(), ${slug}, 1, 'approved', 3, 'en', 'Many ' || n, 'many ' || n,
        sha256(n::text::bytea), now(), now(), now(), '2030-02-01', 1000000 + n, (ARRAY['DE', 'FR', 'CZ'])[1 + n % 3], 'many ' || n
      FROM generate_series(1, 3000) AS n`
    statement = await read()
  })

  it('is held to its first thousand and its newest hundred, and counted whole', () => {
    expect(statement.count).toBe(3071)
    expect(statement.signatories).toHaveLength(mostHeld)
    expect(statement.newest.slice(0, 2).map(({ name }) => name)).toEqual(['Many 3000', 'Many 2999'])
    expect(statement.newest).toHaveLength(100)
    expect(statement.countries.find(({ country }) => country === 'DE')?.count).toBe(1000)
  })

  it('is read whole in batches, each once, also when the last of a batch leaves meanwhile', async () => {
    const met: string[] = []
    for await (const batch of eachBatch(scene.deps.publicDb, statement, 'en', '')) {
      met.push(...batch.map(({ name }) => name))
      if (met.length === 2000) {
        await scene.database
          .sql`UPDATE endorsements SET status = 'withdrawn', withdrawn_at = now() WHERE name = ${met.at(-1) ?? ''}`
      }
    }
    expect(met).toHaveLength(3071)
    expect(new Set(met).size).toBe(3071)
    expect(met.at(-1)).toBe('Many 3000')
  })

  it('counts what it finds no further than a thousand', async () => {
    const page = await search(statement, { q: 'many' }, { most: 10 })
    expect(page).toMatchObject({ matchCount: 1000, more: true })
    const whole = await search(statement, {}, { most: 10 })
    expect(whole).toMatchObject({ matchCount: 1000, more: true })
  })

  it('knows each by its id, and of who left nothing but the day', async () => {
    const [last] = statement.newest
    if (!last) throw new Error('nobody')
    expect(await findOne(scene.deps.publicDb, statement, last.id)).toEqual({
      kind: 'listed',
      signatory: last,
    })
    await scene.database.sql`
      UPDATE endorsements SET status = 'withdrawn', withdrawn_at = '2030-03-01T23:59:00Z' WHERE id = ${last.id}`
    const left = { kind: 'withdrawn', withdrawnOn: '2030-03-01' }
    expect(await findOne(scene.deps.publicDb, statement, last.id)).toEqual(left)
    const now = await read()
    expect(now.withdrawals).toContainEqual({ id: last.id, withdrawnOn: '2030-03-01' })
    expect(await findOne({} as typeof scene.deps.publicDb, now, last.id), 'without a question').toEqual(left)
    expect(await findOne(scene.deps.publicDb, statement, crypto.randomUUID())).toBeNull()
  })

  it('tells of nobody whose request was withdrawn before it was approved', async () => {
    const row = endorsementRow('withdrawn', { name: 'Never listed' })
    await insert(scene.database.sql, 'endorsements', row)
    expect(await findOne(scene.deps.publicDb, statement, String(row.id))).toBeNull()
    expect(JSON.stringify((await read()).withdrawals)).not.toContain(String(row.id))
  })

  /** How PostgreSQL would answer a page of a query that begins in the middle: every question that is asked for it. */
  async function plans(query: Partial<ListQuery>, middle: string | null, settings = {}): Promise<string[]> {
    const sql = postgres(scene.database.public, { max: 1, fetch_types: false, connection: settings })
    const asked: { text: string; parameters: unknown[] }[] = []
    const logger = { logQuery: (text: string, parameters: unknown[]) => asked.push({ text, parameters }) }
    const reader = drizzle(sql, { logger })
    const page = await findListPage(
      reader,
      listToPage(statement, 'en'),
      { ...everything, ...query },
      { after: middle, most: 50, mostCounted: 1001 },
    )
    expect(page?.signatories).not.toEqual([])
    const explained: string[] = []
    for (const { text, parameters } of asked) {
      const rows = await sql.unsafe(`EXPLAIN ${text}`, parameters as string[])
      explained.push(rows.map(row => row['QUERY PLAN']).join('\n'))
    }
    await sql.end()
    return explained
  }
  it.each([
    ['in the list’s order', {}, 'public_signatories_section'],
    ['newest first', { sort: 'newest' }, 'public_signatories_place'],
    ['by name', { sort: 'name', lang: 'be' }, 'public_signatories_shown_be'],
    ['in a country', { country: 'DE' }, 'public_signatories_section_in_country'],
  ] as const)('finds a page by an index, wherever it begins: %s', async (_, query, index) => {
    await scene.database.sql`ANALYZE public_signatories`
    const plan = (await plans(query, statement.signatories.at(500)?.id ?? '')).at(-1)
    expect(plan).toContain(`${index} on public_signatories`)
    expect(plan, 'begins at its place').toMatch(/Index Cond: .*(place|shown_be).*[<>]/)
    // What comes before it counts what is found, and is no part of the page.
    expect(plan?.split('InitPlan').at(0)).not.toMatch(/Sort|Seq Scan/)
  })

  it('refuses searches beyond those that can be answered in time, and takes others again afterwards', async () => {
    const ask = () => search(statement, { q: 'organisation' }, { most: 10 })
    const ends = await Promise.allSettled(Array.from({ length: 60 }, ask))
    const refused = ends.filter(end => end.status === 'rejected')
    expect(refused).toHaveLength(60 - 24)
    for (const { reason } of refused) expect(isAway(reason)).toBe(true)
    expect(await ask()).not.toBeNull()
  })

  it('refuses also what is no search but asked for anew each time, as a machine asks for the beginning', async () => {
    const ask = () => search(statement, { sort: 'name' }, { most: 1000 })
    const ends = await Promise.allSettled(Array.from({ length: 60 }, ask))
    expect(ends.filter(end => end.status === 'rejected')).toHaveLength(60 - 24)
  })

  it('refuses a network that asks for more than its share, and answers another beside it', async () => {
    const ask = (network: string) => search(statement, { sort: 'name' }, { most: 1000, network })
    const crowd = Promise.allSettled(Array.from({ length: 40 }, () => ask('one')))
    const others = Array.from({ length: 12 }, (_, i) => ask(`other ${i % 3}`))
    for (const page of await Promise.all(others)) expect(page).not.toBeNull()
    const refused = (await crowd).filter(end => end.status === 'rejected')
    expect(refused).toHaveLength(40 - 6)
    for (const { reason } of refused) expect(reason).toBeInstanceOf(TooMuchAtOnce)
  })

  it('is sent to one network no more often at once than its share, however slowly it reads', async () => {
    const crowd = Array.from({ length: 48 }, () => eachBatch(scene.deps.publicDb, statement, 'en', 'one'))
    const others = Array.from({ length: 12 }, () => eachBatch(scene.deps.publicDb, statement, 'en', 'other'))
    const begin = async (reader: (typeof crowd)[0]) => {
      await reader.next()
      return reader.next()
    }
    const begun = await Promise.allSettled(crowd.map(begin))
    expect(begun.filter(end => end.status === 'fulfilled')).toHaveLength(12)
    for (const { done } of await Promise.all(others.map(begin))) expect(done).toBe(false)
    await Promise.all([...crowd, ...others].map(reader => reader.return(undefined)))
  })

  it('is sent whole to no more at once than memory is kept for, and to others once they have it', async () => {
    const readers = Array.from({ length: 49 }, (_, i) =>
      eachBatch(scene.deps.publicDb, statement, 'en', `network ${i}`),
    )
    for (const reader of readers) expect((await reader.next()).value).toHaveLength(1000)
    for (const reader of readers.slice(0, 48)) await reader.next()
    const [last] = readers.slice(-1)
    const refused: unknown = await last?.next().catch(error => error)
    expect(isAway(refused)).toBe(true)
    await readers[0]?.return(undefined)
    const next = eachBatch(scene.deps.publicDb, statement, 'en', 'another')
    await next.next()
    expect((await next.next()).done).toBe(false)
    await Promise.all([...readers, next].map(reader => reader.return(undefined)))
  })

  it('is told of a withdrawal while searches have every other connection', async () => {
    const [reader, listClient] = [connect(scene.database.public, 1), connectListClient(scene.database.public)]
    const busy = reader.db.execute(sql`SELECT pg_sleep(4)`).catch(() => {})
    const snapshot = await createSnapshots().current({
      publicDb: reader.db,
      listClient,
      mayShareWork: true,
      lastGood: null,
      log: () => {},
      background: () => {},
    })
    expect(snapshot.asOf).toBeNull()
    await Promise.all([listClient.end(), busy.then(() => reader.end())])
  })

  it('finds words by an index, where the list is long enough for one', async () => {
    await scene.database.sql`VACUUM ANALYZE public_signatories`
    const [plan] = await plans({ q: 'праваабарончы' }, null, { enable_seqscan: 'off' })
    expect(plan).toContain('public_signatories_searched')
  })
})
