import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { commitment } from '../../src/domain/record.ts'
import { textHash, titleAndBody } from '../../src/domain/statement.ts'
import { type Founder, type StatementFiles, statementFiles } from '../../src/statements/files.ts'
import { type SyncReport, syncStatements } from '../../src/statements/sync.ts'
import { type Client, connect } from '../../src/storage/client.ts'
import { readStatement } from '../../src/storage/public-statements.ts'
import { dumpTables } from '../support/dump.ts'
import { slug, useScene } from '../support/scene.ts'

// The template has been synced once, by `deploy`, when the tests' server was set up.
const scene = useScene()

const [real] = statementFiles
if (!real) throw new Error('no statement')
const text = real.texts.en ?? ''
const changed = (changes: Partial<StatementFiles>): StatementFiles => ({ ...real, ...changes })
const founder = (key: string, name: string): Founder => ({
  key,
  name,
  country: null,
  names: {},
  knownAs: { names: [], domains: [] },
})
const now = () => new Date()
const sync = (...files: StatementFiles[]): Promise<SyncReport[]> =>
  syncStatements({ ...scene.deps, now }, files)

const versions = () => scene.sql`SELECT number, change, sha256 FROM statement_versions ORDER BY number`
const revision = async () => {
  const [row] = await scene.sql<{ revision: number }[]>`SELECT revision FROM statements WHERE slug = ${slug}`
  return row?.revision ?? Number.NaN
}
const entries = () => scene.sql<{ entry: string }[]>`SELECT entry FROM record_entries ORDER BY seq`
const founders = () => scene.sql`
  SELECT name, founding_key AS key, status, signed_on, requested_at, country, version FROM endorsements ORDER BY position`
/** The rows of one version to the byte, with what tells whether they were ever written again. */
const versionBytes = (number: number) => scene.sql`
  SELECT v.*, v.xmin::text, t.*, t.xmin::text AS text_xmin, encode(convert_to(t.markdown, 'UTF8'), 'hex') AS bytes
  FROM statement_versions v JOIN statement_texts t ON t.statement = v.statement AND t.version = v.number
  WHERE v.number = ${number} ORDER BY language`

describe('the first sync', () => {
  it('makes version 1 of the text, with its hash', async () => {
    expect(await versions()).toEqual([{ number: 1, change: 'substantive', sha256: textHash(text) }])
    const [stored] = await scene.sql`SELECT language, title, markdown, sha256 FROM statement_texts`
    expect(stored).toMatchObject({ language: 'en', sha256: textHash(stored?.markdown) })
    expect(stored?.markdown).toMatch(new RegExp(`^# ${stored?.title}\n`))
  })

  it('founds the list with the eleven, in the order of the file, their dates unknown', async () => {
    const expected = real.foundingSignatories.map(({ key, name, country }) => ({
      name,
      key,
      country,
      status: 'approved',
      signed_on: null,
      requested_at: null,
      version: 1,
    }))
    expect(expected).toHaveLength(11)
    expect(await founders()).toEqual(expected)
    const publicClient = connect(scene.database.public, 1)
    const list = await readStatement(publicClient.db, slug)
    await publicClient.end()
    expect(list?.signatories.map(({ name, founding }) => [name, founding])).toEqual(
      real.foundingSignatories.map(({ name }) => [name, true]),
    )
  })

  it('leaves twelve record entries, eleven events, and raises the revision by each', async () => {
    const found = (await entries()).map(({ entry }) => JSON.parse(entry))
    expect(found.map(({ type }) => type)).toEqual(['statement', ...Array(11).fill('found')])
    expect(found[0]).toMatchObject({ version: 1, id: null, commitment: textHash(text) })
    expect(await scene.sql`SELECT seq::int FROM record_entries ORDER BY seq`).toEqual(
      Array.from({ length: 12 }, (_, seq) => ({ seq })),
    )
    expect(await revision()).toBe(12)
    expect(await scene.sql`SELECT DISTINCT kind, actor, revision FROM events`).toEqual([
      { kind: 'founded', actor: 'deploy', revision: 1 },
    ])
    expect(await scene.sql`SELECT count(*)::int AS n FROM events`).toEqual([{ n: 11 }])
    expect(await scene.sql`SELECT count(*)::int AS n FROM outbox`).toEqual([{ n: 0 }])
  })
})

describe('a further sync', () => {
  it('of the same files changes nothing in any table', async () => {
    const before = await dumpTables(scene.sql)
    expect(await sync(...statementFiles)).toEqual([{ slug, newVersion: null, founded: 0 }])
    expect(await dumpTables(scene.sql)).toEqual(before)
  })

  it('of the same text in other bytes changes nothing: line ends, byte order mark, decomposed letters', async () => {
    const before = await dumpTables(scene.sql)
    await sync(changed({ texts: { en: `\uFEFF${text.replaceAll('\n', '\r\n').normalize('NFD')}` } }))
    expect(await dumpTables(scene.sql)).toEqual(before)
  })

  it('of a changed text makes a version with its mark and never touches the first', async () => {
    const before = await versionBytes(1)
    const second = text.replace('\n\n', '\n\nOne more sentence.\n\n')
    expect(await sync(changed({ texts: { en: second }, change: 'editorial' }))).toEqual([
      { slug, newVersion: 2, founded: 0 },
    ])
    expect(await versions()).toEqual([
      { number: 1, change: 'substantive', sha256: textHash(text) },
      { number: 2, change: 'editorial', sha256: textHash(second) },
    ])
    expect(await versionBytes(1)).toEqual(before)
    const all = await entries()
    expect(all).toHaveLength(13)
    expect(JSON.parse(all.at(-1)?.entry ?? '')).toMatchObject({
      type: 'statement',
      version: 2,
      commitment: textHash(second),
    })
    expect(await revision()).toBe(13)
    expect(await founders()).toEqual(expect.arrayContaining([expect.objectContaining({ version: 1 })]))
  })

  it('of the first text after a second makes a third version', async () => {
    const second = `${text}\nA second thought.\n`
    await sync(changed({ texts: { en: second } }))
    const before = [await versionBytes(1), await versionBytes(2)]
    expect(await sync(real)).toEqual([{ slug, newVersion: 3, founded: 0 }])
    expect((await versions()).map(({ number, sha256 }) => [number, sha256])).toEqual([
      [1, textHash(text)],
      [2, textHash(second)],
      [3, textHash(text)],
    ])
    expect([await versionBytes(1), await versionBytes(2)]).toEqual(before)
  })

  it('of a changed translation makes a version too, which has all its texts', async () => {
    await sync(changed({ texts: { en: text, be: '# Заява\n\nТэкст.\n' } }))
    expect(await sync(changed({ texts: { en: text, be: '# Заява\n\nІншы тэкст.\n' } }))).toMatchObject([
      { newVersion: 2 },
    ])
    expect(await scene.sql`SELECT version, language FROM statement_texts ORDER BY 1, 2`).toEqual([
      { version: 1, language: 'be' },
      { version: 1, language: 'en' },
      { version: 2, language: 'be' },
      { version: 2, language: 'en' },
    ])
  })

  it('of a courtesy text makes no version: it is put right, added and left out in its own place', async () => {
    const courtesyOf = (be: string, checkedBy: string | null = null) => ({
      be: { markdown: be, translator: 'Ina', checkedBy, translates: textHash(text) },
    })
    const before = [await versionBytes(1), await versions()]
    const steps = [
      courtesyOf('# Заява\r\n\r\nТэкст.\n'),
      courtesyOf('# Заява\n\nІншы тэкст.\n'),
      courtesyOf('# Заява\n\nІншы тэкст.\n', 'Alaksandra'),
    ]
    for (const courtesy of steps) {
      const was = await revision()
      const files = changed({ courtesy })
      expect(await sync(files)).toEqual([{ slug, newVersion: null, founded: 0 }])
      expect(await revision()).toBe(was + 1)
      await sync(files)
      expect(await revision(), 'the same again changes nothing').toBe(was + 1)
    }
    const [stored, ...more] = await scene.sql`SELECT * FROM courtesy_texts`
    expect(more).toEqual([])
    const markdown = '# Заява\n\nІншы тэкст.\n'
    expect(stored).toEqual({
      statement: slug,
      version: 1,
      language: 'be',
      title: 'Заява',
      markdown,
      sha256: textHash(markdown),
      translator: 'Ina',
      checked_by: 'Alaksandra',
    })
    expect([await versionBytes(1), await versions()]).toEqual(before)

    const second = `${text}\nMore.\n`
    const old = courtesyOf(markdown)
    await sync(changed({ courtesy: old, texts: { en: second } }))
    expect(await scene.count('courtesy_texts'), 'it translates the first text alone').toBe(1)
    const courtesy = { be: { ...old.be, translates: textHash(second) } }
    await sync(changed({ courtesy, texts: { en: second } }))
    expect(await scene.count('courtesy_texts')).toBe(2)
    await sync(changed({ courtesy: {}, texts: { en: second } }))
    expect(await scene.count('courtesy_texts'), 'of no version').toBe(0)
  })

  it('leaves a courtesy text out of a language in which the text itself is signed', async () => {
    const translates = textHash(text)
    const be = { markdown: '# Заява\n\nПераклад.\n', translator: 'Ina', checkedBy: null, translates }
    await sync(changed({ texts: { en: text, be: '# Заява\n\nТэкст.\n' }, courtesy: { be } }))
    expect(await scene.count('courtesy_texts')).toBe(0)
  })

  it('leaves earlier versions to be cited: newest first, each with its texts and hashes', async () => {
    const second = text.replace(/^# .*/, '# Another title')
    const be = '# Заява\n\nТэкст.\n'
    await sync(changed({ texts: { en: text, be } }))
    await sync(changed({ texts: { en: second }, change: 'editorial' }))
    await sync(real)
    const publicClient = connect(scene.database.public, 1)
    const read = await readStatement(publicClient.db, slug).finally(() => publicClient.end())
    expect(read).toMatchObject({ version: 3, sha256: textHash(text), texts: [{ language: 'en' }] })
    expect(read?.earlier).toEqual([
      {
        version: 2,
        change: 'editorial',
        publishedAt: expect.any(String),
        sha256: textHash(second),
        texts: [{ language: 'en', title: 'Another title', markdown: second, sha256: textHash(second) }],
        courtesy: [],
      },
      {
        version: 1,
        change: 'substantive',
        publishedAt: expect.any(String),
        sha256: textHash(text),
        texts: [
          { language: 'be', title: 'Заява', markdown: be, sha256: textHash(be) },
          { language: 'en', title: titleAndBody(text).title, markdown: text, sha256: textHash(text) },
        ],
        courtesy: [expect.objectContaining({ language: 'ru' })],
      },
    ])
  })

  describe('with another period', () => {
    const period = async () => {
      const [row] = await scene.sql`SELECT opens_at, closes_at FROM statements WHERE slug = ${slug}`
      return row
    }

    it('says when the statement may be endorsed, and makes the pages before it old', async () => {
      const before = await revision()
      const [opens, closes] = ['2030-01-01T00:00:00Z', '2030-02-01T00:00:00Z']
      await sync(changed({ opensAt: opens, closesAt: closes }))
      expect(await period()).toEqual({ opens_at: new Date(opens), closes_at: new Date(closes) })
      expect(await revision()).toBe(before + 1)
      await sync(changed({ opensAt: opens, closesAt: closes }))
      expect(await revision(), 'nothing changed').toBe(before + 1)
      await sync(real)
      expect(await period()).toEqual({ opens_at: null, closes_at: null })
      expect(await revision()).toBe(before + 2)
    })
  })

  describe('with a new translation', () => {
    const translated = changed({ texts: { en: text, be: '# Заява\n\nТэкст.\n' } })

    it('joins it to the present version', async () => {
      expect(await sync(translated)).toEqual([{ slug, newVersion: null, founded: 0 }])
      expect(await scene.sql`SELECT version, language, title FROM statement_texts ORDER BY 2`).toMatchObject([
        { version: 1, language: 'be', title: 'Заява' },
        { version: 1, language: 'en' },
      ])
      expect(await versions()).toHaveLength(1)
      expect(await entries()).toHaveLength(12)
      const before = await dumpTables(scene.sql)
      await sync(translated)
      expect(await dumpTables(scene.sql)).toEqual(before)
    })

    it('raises the revision, as pages are made anew only then', async () => {
      const before = await revision()
      await sync(translated)
      expect(await revision()).toBeGreaterThan(before)
    })
  })

  it('puts its readers in danger, or out of it, by the files, and pages are made anew', async () => {
    const stored = async () => {
      const publicClient = connect(scene.database.public, 1)
      const statement = await readStatement(publicClient.db, slug)
      await publicClient.end()
      return [statement?.readersInDanger, statement?.revision]
    }
    const before = await revision()
    expect(await stored()).toEqual([true, before])
    await sync(changed({ readersInDanger: false }))
    await sync(changed({ readersInDanger: false }))
    expect(await stored()).toEqual([false, before + 1])
  })

  it('leaves a founder that withdrew withdrawn', async () => {
    await scene.sql`UPDATE endorsements SET status = 'withdrawn', withdrawn_at = now(), revision = 2
      WHERE founding_key = 'lawtrend'`
    const before = await dumpTables(scene.sql)
    await sync(real)
    expect(await dumpTables(scene.sql)).toEqual(before)
  })

  it('leaves a corrected name corrected', async () => {
    await scene.sql`UPDATE endorsements SET name = 'Corrected', organisation_key = 'corrected', revision = 2
      WHERE founding_key = 'lawtrend'`
    const before = await dumpTables(scene.sql)
    await sync(real)
    expect(await dumpTables(scene.sql)).toEqual(before)
  })

  it('of a name changed in the files leaves the one that was founded', async () => {
    const before = await dumpTables(scene.sql)
    const renamed = real.foundingSignatories.map(s => ({ ...s, name: `${s.name} renamed` }))
    await sync(changed({ foundingSignatories: renamed }))
    expect(await dumpTables(scene.sql)).toEqual(before)
  })

  describe('of founders that the files describe anew', () => {
    const described = (changes: Partial<Founder>) =>
      changed({
        foundingSignatories: real.foundingSignatories.map(one =>
          one.key === 'lawtrend' ? { ...one, ...changes } : one,
        ),
      })
    const lawtrend = async () => {
      const [row] = await scene.sql`
        SELECT id, name, name_be, country, revision, status, search_text FROM endorsements WHERE founding_key = 'lawtrend'`
      return row
    }
    const known = () => scene.sql`
      SELECT k.kind, value, from_files FROM known_names k JOIN endorsements ON id = endorsement_id
      WHERE founding_key = 'lawtrend' ORDER BY k.kind DESC, value COLLATE "C"`

    it('changes names in other languages and the country, and says so in the record', async () => {
      const before = await revision()
      await sync(described({ names: { be: 'Лоўтрэнд' }, country: 'LT' }))
      const row = await lawtrend()
      expect(row).toMatchObject({ name: 'Lawtrend', name_be: 'Лоўтрэнд', country: 'LT', revision: 2 })
      expect(row?.search_text).toContain('loutrend')
      const all = await entries()
      expect(all).toHaveLength(13)
      const last = JSON.parse(all.at(-1)?.entry ?? '')
      expect(last).toMatchObject({ type: 'amend', id: row?.id })
      const [opening] = await scene.sql`SELECT salt, fields FROM record_openings WHERE seq = 12`
      expect(commitment(opening?.salt, opening?.fields)).toBe(last.commitment)
      expect(JSON.parse(opening?.fields)).toEqual({
        name: 'Lawtrend',
        names: { be: 'Лоўтрэнд' },
        country: 'LT',
        website: null,
        kind: 'organisation',
        title: null,
        affiliation: null,
      })
      expect(await revision()).toBe(before + 1)
      expect(
        await scene.sql`SELECT name_be, country FROM public_signatories WHERE name = 'Lawtrend'`,
      ).toEqual([{ name_be: 'Лоўтрэнд', country: 'LT' }])
      const dump = await dumpTables(scene.sql)
      await sync(described({ names: { be: 'Лоўтрэнд' }, country: 'LT' }))
      expect(await dumpTables(scene.sql), 'nothing more').toEqual(dump)
    })

    it('refuses a name that another signatory has, and says whose and what to do', async () => {
      const before = await dumpTables(scene.sql)
      const [, other = founder('', '')] = real.foundingSignatories
      await expect(sync(described({ names: { be: other.name } }))).rejects.toThrow(
        new RegExp(`lawtrend.*${other.name}.*statement.json`),
      )
      expect(await dumpTables(scene.sql)).toEqual(before)
    })

    it('changes nothing of one that left', async () => {
      await scene.sql`UPDATE endorsements SET status = 'withdrawn', withdrawn_at = now(), revision = 2
        WHERE founding_key = 'lawtrend'`
      const before = await dumpTables(scene.sql)
      await sync(described({ country: 'LT' }))
      expect(await dumpTables(scene.sql)).toEqual(before)
    })

    it('changes what they are known by, tells nobody, and leaves what moderators added', async () => {
      await scene.sql`INSERT INTO known_names SELECT id, 'name', 'Added', false, '{}', 'added' FROM endorsements
        WHERE founding_key = 'lawtrend'`
      const before = await revision()
      await sync(described({ knownAs: { names: ['Lawful Trends'], domains: ['lawtrend.example'] } }))
      expect(await known()).toEqual([
        { kind: 'name', value: 'Added', from_files: false },
        { kind: 'name', value: 'Lawful Trends', from_files: true },
        { kind: 'domain', value: 'lawtrend.example', from_files: true },
      ])
      expect(await revision()).toBe(before)
      expect(await entries()).toHaveLength(12)
    })
  })

  it('with a new key adds that founder after the others', async () => {
    const added = founder('twelfth', 'The Twelfth')
    const files = changed({ foundingSignatories: [added, ...real.foundingSignatories] })
    expect(await sync(files)).toEqual([{ slug, newVersion: null, founded: 1 }])
    expect((await founders()).map(({ key }) => key)).toEqual([
      ...real.foundingSignatories.map(({ key }) => key),
      'twelfth',
    ])
    expect(await revision()).toBe(13)
    expect(JSON.parse((await entries()).at(-1)?.entry ?? '')).toMatchObject({ type: 'found', version: 1 })
  })

  it('refuses a founder under a name that is on the list already, and leaves nothing of the sync', async () => {
    const before = await dumpTables(scene.sql)
    const double = [...real.foundingSignatories, founder('lawtrend-again', 'LAWTREND')]
    await expect(
      sync(changed({ foundingSignatories: double, texts: { en: `${text}\nMore.\n` } })),
    ).rejects.toThrow(/lawtrend-again.*LAWTREND.*desk/)
    expect(await dumpTables(scene.sql)).toEqual(before)
  })
})

describe('several statements', () => {
  const other = changed({
    slug: 'another-statement',
    foundingSignatories: real.foundingSignatories.slice(0, 2),
  })
  const order = async () =>
    (await scene.sql<{ slug: string }[]>`SELECT slug FROM statements ORDER BY position`).map(row => row.slug)

  it('have a list and a revision each, and one record', async () => {
    expect(await sync(real, other)).toEqual([
      { slug, newVersion: null, founded: 0 },
      { slug: 'another-statement', newVersion: 1, founded: 2 },
    ])
    expect(await scene.sql`SELECT slug, revision FROM statements ORDER BY position`).toEqual([
      { slug, revision: 12 },
      { slug: 'another-statement', revision: 3 },
    ])
    expect(await entries()).toHaveLength(15)
  })

  it('can be put in another order: the first is the featured one', async () => {
    await sync(real, other)
    await sync(other, real)
    expect(await order()).toEqual(['another-statement', slug])
  })

  it('can get a new one before the others', async () => {
    await sync(other, real)
    expect(await order()).toEqual(['another-statement', slug])
  })
})

describe('two syncs at once', () => {
  let second: Client
  beforeEach(() => {
    second = connect(scene.database.app, 8)
  })
  afterEach(() => second.end())
  const both = (...files: StatementFiles[]) =>
    Promise.all(
      [scene.deps, second].flatMap(({ db }) =>
        Array.from({ length: 4 }, () => syncStatements({ ...scene.deps, db, now }, files)),
      ),
    )

  it('load a new statement once', async () => {
    const results = (await both(real, changed({ slug: 'another-statement' }))).flat()
    expect(results.filter(({ newVersion }) => newVersion !== null)).toEqual([
      { slug: 'another-statement', newVersion: 1, founded: 11 },
    ])
    expect(await founders()).toHaveLength(22)
    expect(await entries()).toHaveLength(24)
  })

  it('make one version of a changed text and found a new key once', async () => {
    const added = founder('twelfth', 'The Twelfth')
    const files = changed({
      texts: { en: `${text}\nMore.\n` },
      foundingSignatories: [...real.foundingSignatories, added],
    })
    const results = (await both(files)).flat()
    expect(results.filter(({ newVersion }) => newVersion === 2)).toHaveLength(1)
    expect(results.reduce((founded, result) => founded + result.founded, 0)).toBe(1)
    expect(await versions()).toHaveLength(2)
    expect(await founders()).toHaveLength(12)
    expect(await scene.sql`SELECT count(*)::int AS n, max(seq)::int AS last FROM record_entries`).toEqual([
      { n: 14, last: 13 },
    ])
    expect(await revision()).toBe(14)
  })
})
