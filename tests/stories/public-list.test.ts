import { createHash } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { givenOf, organisationKey } from '../../src/domain/organisation.ts'
import { languages, translator } from '../../src/i18n/index.ts'
import { paths } from '../../src/paths.ts'
import { randomBytes } from '../../src/random.ts'
import type { StatementAnswer } from '../../src/signatories/formats/statement-json.ts'
import { type StatementFiles, statementFiles } from '../../src/statements/files.ts'
import { syncStatements } from '../../src/statements/sync.ts'
import { connect } from '../../src/storage/client.ts'
import { keysOf } from '../../src/storage/endorsement-rows.ts'
import { lengthenList } from '../support/long-list.ts'
import { endorsementRow, insert } from '../support/rows.ts'
import { day, headline, sample, slug, useStage } from '../support/stage.ts'
import { target } from '../support/target.ts'

const stage = useStage()
const { origin, visitor, moderator, moveClock } = stage
const inTime = { timeout: 10_000, interval: 50 }

type Given = { name: string; en?: string; be?: string; ru?: string; country?: string; website?: string }
const given: Given[] = [
  {
    name: 'Vilnius Human Rights Forum',
    be: 'Віленскі праваабарончы форум',
    country: 'LT',
    ru: 'Вильнюсский правозащитный форум',
    website: 'https://www.forum.example.org/en',
  },
  { name: 'Žalia Šaka', country: 'PL' },
  { name: 'Фонд «Няскораныя»', en: 'Unbroken Foundation' },
  { name: 'Ёлка', country: 'LT' },
]
const ids = new Map(given.map(({ name }) => [name, crypto.randomUUID()]))
const idOf = (name: string) => ids.get(name) ?? ''

beforeAll(async () => {
  const { sql } = stage.database()
  for (const { name, en = null, be = null, ru = null, country = null, website = null } of given) {
    const { skeletons, searchText } = keysOf({ name, names: givenOf({ en, be, ru }), country, website })
    const texts = { name, name_en: en, name_be: be, name_ru: ru, country, website }
    const keys = { organisation_key: organisationKey(name), skeletons, search_text: searchText }
    const row = { id: idOf(name), ...texts, ...keys, signed_on: '2026-03-02' }
    await insert(sql, 'endorsements', endorsementRow('approved', row))
  }
  await sql`UPDATE statements SET revision = revision + 1 WHERE slug = ${slug}`
})

const reaches = (count: number) => expect.poll(async () => (await visitor.list()).count, inTime).toBe(count)

/** What a deploy with other files does. */
async function publish(changes: Partial<StatementFiles>) {
  const [real] = statementFiles
  if (!real) throw new Error('no statement')
  const app = connect(stage.database().app, 1)
  await syncStatements({ db: app.db, now: () => new Date(), random: randomBytes }, [{ ...real, ...changes }])
  await app.end()
}

const list = paths.list.page('en', slug)
const search = (query: Record<string, string>, lang: (typeof languages)[number] = 'en') =>
  `${paths.list.page(lang, slug)}?${new URLSearchParams(query)}`

async function read(path: string, status = 200): Promise<string> {
  const answer = await visitor.get(path)
  expect(answer.status, path).toBe(status)
  expect(answer.headers.get('content-type'), path).toMatch(/^text\/html; charset=utf-8$/i)
  return answer.text()
}
const idsIn = (page: string) => [...page.matchAll(/<li id="s-([^"]+)"/g)].map(([, id = '']) => id)
const namesIn = (page: string) =>
  [...page.matchAll(/<p class="name"><a [^>]*><bdi[^>]*>([^<]+)</g)].map(([, name = '']) => name)
const found = async (query: Record<string, string>, lang?: (typeof languages)[number]) =>
  namesIn(await read(search(query, lang)))
const nextIn = (page: string) =>
  /<a href="([^"]+)" class="button quiet">/.exec(page)?.[1]?.replaceAll('&amp;', '&')

/** True of a list that is held whole and of one that is asked of the database. */
function looksThrough() {
  it.each([
    ['a name for other readers', 'віленскі ПРАВААБАРОНЧЫ', 'Vilnius Human Rights Forum'],
    ['Cyrillic in Latin letters', 'vilenski pravaabaronchy', 'Vilnius Human Rights Forum'],
    ['words in any order', 'forum vilnius rights', 'Vilnius Human Rights Forum'],
    ['its website', 'https://forum.example.org', 'Vilnius Human Rights Forum'],
    ['letters without their accents', 'zalia saka', 'Žalia Šaka'],
    ['the main name, where another is shown', 'няскораныя', 'Unbroken Foundation'],
    ['ё written as е', 'елка', 'Ёлка'],
  ])('finds by %s', async (_, q, name) => {
    expect(await found({ q })).toEqual([name])
  })

  it('says under which name it found one that is shown under another', async () => {
    const page = await read(search({ q: 'віленскі' }))
    expect(page).toContain('<bdi lang="be" translate="no">Віленскі праваабарончы форум</bdi>')
    expect(await read(search({ q: 'vilnius human' }))).not.toContain('Віленскі')
    expect(page).toContain('1 signatory found')
  })

  it('sorts by name as each language does', async () => {
    for (const lang of languages) {
      const names = await found({ sort: 'name', country: 'LT', q: 'e' }, lang)
      const { compare } = new Intl.Collator(lang)
      expect(names, lang).toEqual(names.toSorted(compare))
      expect(names.length, lang).toBeGreaterThanOrEqual(2)
    }
  })

  it('says what to do where there is nobody', async () => {
    const page = await read(search({ q: 'nobody is called so', country: 'LT' }))
    expect(page).toContain(translator('en')('search.none.title'))
    expect(page).toContain('value="nobody is called so"')
    expect(page).toContain('<option value="LT" selected="">')
    expect(namesIn(page)).toEqual([])
  })

  it('begins in each order, for each country and language as one page, which costs a 304 while it is the same', async () => {
    const pages = new Set<string>()
    for (const sort of ['list', 'newest', 'name'])
      for (const country of ['', 'BY', 'none'])
        for (const lang of languages) {
          const path = search({ sort, country }, lang)
          const page = await read(path)
          expect(page).toContain(`<html lang="${lang}"`)
          const again = await visitor.get(path, { 'accept-encoding': 'gzip' })
          expect(await again.text(), path).toBe(page)
          const known = { 'if-none-match': again.headers.get('etag') ?? '' }
          expect((await visitor.get(path, known)).status, path).toBe(304)
          pages.add(page)
        }
    expect(pages.size).toBe(3 * 3 * languages.length)
  })

  it('leads to the beginning where the signatory it would go on after has left', async () => {
    for (const after of [crypto.randomUUID(), 'nonsense', "' OR 1=1 --"]) {
      const page = await read(search({ q: 'forum', after }), 410)
      expect(page).toContain(`href="${list}?q=forum"`)
      expect(page).toContain('noindex')
    }
  })

  it('is kept by no cache where nothing came of it', async () => {
    const refused = await visitor.get(search({ q: '“”' }))
    const gone = await visitor.get(search({ after: crypto.randomUUID() }))
    expect([refused.status, gone.status]).toEqual([422, 410])
    for (const { headers } of [refused, gone]) {
      expect(headers.get('cache-control')).toBe('no-store')
      for (const name of ['cdn-cache-control', 'cloudflare-cdn-cache-control', 'x-accel-expires'])
        expect(headers.get(name)).toBeNull()
    }
    const found = await visitor.get(search({ q: 'forum' }))
    expect(found.headers.get('cloudflare-cdn-cache-control')).toContain('stale-if-error')
  })

  it('is put right or says what is wrong, whatever its address says', async () => {
    expect(await found({ country: 'xx', sort: 'sideways', q: 'ёлка' })).toEqual(['Ёлка'])
    expect(await found({ country: 'pl', q: 'ёлка' })).toEqual([])
    for (const [q, words] of [
      ['x'.repeat(201), 'search.too_long'],
      ['“”', 'search.nothing'],
    ] as const) {
      const page = await read(search({ q, country: 'PL' }), 422)
      expect(page).toContain(translator('en')(words))
      expect(page).toContain(`value="${q}"`)
      expect(page).toContain('<option value="PL" selected="">')
    }
    for (const query of [
      'q=%00a',
      'q=%FF',
      'q=%',
      'q=a&q=b',
      'q[]=a',
      'after=%00',
      'sort=__proto__',
      'q=%25_%5C',
    ])
      expect((await visitor.get(`${list}?${query}`)).status, query).toBeLessThan(500)
  })
}

describe(`a list that is held whole, on ${target}`, () => {
  it('has all fifteen soon after the last came', () => reaches(15))

  looksThrough()

  it('is filtered by country, also by none, with counts to choose by', async () => {
    expect(await found({ country: 'LT' })).toEqual(['Vilnius Human Rights Forum', 'Ёлка'])
    const none = await found({ country: 'none' })
    expect(none.at(-1)).toBe('Unbroken Foundation')
    expect(none, 'the text says of no founder where it is based').toHaveLength(12)
    const page = await read(list)
    for (const option of ['Lithuania (2)', 'Not stated (12)']) expect(page).toContain(option)
    expect(await read(paths.list.page('be', slug))).toContain('Літва (2)')
  })

  it('is whole under the statement, and searched on a page of its own', async () => {
    const page = await read(paths.statement.page('en', slug))
    expect(idsIn(page)).toHaveLength(15)
    expect(page).toContain(`href="${list}"`)
    expect(page).not.toContain('<search')
    expect(await read(paths.statement.page('be', slug))).toContain('Віленскі праваабарончы форум')
  })

  it('says of a founding signatory’s name that it is in the statement’s language', async () => {
    for (const path of [
      paths.statement.page,
      paths.list.page,
      paths.statement.embed,
      paths.statement.document,
    ]) {
      expect(await read(path('ru', slug))).toContain('<bdi lang="en" translate="no">Human Constanta</bdi>')
      expect(await read(path('en', slug))).toContain('<bdi translate="no">Human Constanta</bdi>')
    }
  })

  it('comes newest first where that is asked for, founding signatories marked', async () => {
    const page = await read(search({ sort: 'newest' }))
    expect(idsIn(page).slice(0, 4)).toEqual(given.map(({ name }) => idOf(name)).toReversed())
    expect(page.split(`<span>${translator('en')('search.founding')}</span>`)).toHaveLength(12)
  })
})

describe(`a signatory’s permanent page, on ${target}`, () => {
  const forum = paths.list.signatory('en', slug, idOf('Vilnius Human Rights Forum'))

  it('says all that is public of it, under every name, and stays out of search engines', async () => {
    const page = await read(forum)
    expect(headline(page)).toContain('Vilnius Human Rights Forum')
    for (const part of [
      '<dd lang="be" dir="ltr"><bdi translate="no">Віленскі праваабарончы форум</bdi>',
      '<dd lang="ru" dir="ltr"><bdi translate="no">Вильнюсский правозащитный форум</bdi>',
      'Lithuania',
      '<bdi translate="no">https://www.forum.example.org/en</bdi>',
      '2 March 2026',
      `${origin}${paths.list.permanent(idOf('Vilnius Human Rights Forum'))}<`,
      '<meta name="robots" content="noindex"',
    ])
      expect(page).toContain(part)
    const [, way = ''] = /href="([^"]+\?q=[^"]+)"/.exec(page) ?? []
    expect(namesIn(await read(way))).toEqual(['Vilnius Human Rights Forum'])
    expect(await read(paths.statement.page('en', slug))).toContain(`href="${forum}"`)
  })

  it('is not there for an id that nobody on the list has', async () => {
    await read(paths.list.signatory('en', slug, crypto.randomUUID()), 404)
    await read(`${list}/nonsense`, 404)
    await read(paths.list.signatory('en', 'unknown', idOf('Ёлка')), 404)
  })

  it('says only when it left, once it has, and the name is on no page', async () => {
    await visitor.asks({ organisation: 'Short Stay', email: 'short@stay.example.org' })
    await visitor.confirms(await stage.mail.link('short@stay.example.org'))
    await moderator.approves('Short Stay')
    await reaches(16)
    const id = (await visitor.list()).signatories.find(({ name }) => name === 'Short Stay')?.id ?? ''
    const its = paths.list.signatory('be', slug, id)
    expect(await read(its)).toContain('Short Stay')
    await moderator.withdraws('Short Stay', 'They asked us to.')
    await reaches(15)
    const page = await read(its, 410)
    expect(page).toContain(translator('be')('signatory.gone.title'))
    expect(page).toContain('noindex')
    for (const path of [its, list, paths.statement.page('en', slug), paths.statement.document('en', slug)])
      expect(await (await visitor.get(path)).text(), path).not.toContain('Short Stay')
    expect(namesIn(await read(search({ q: 'short stay' })))).toEqual([])
  })
})

describe(`the text and its versions, on ${target}`, () => {
  const hashIn = (page: string) => /<code>([0-9a-f]{64})<\/code>/.exec(page)?.[1]
  const hashOf = async (path: string) => {
    const answer = await visitor.get(path)
    expect(answer.headers.get('content-type')).toBe('text/markdown; charset=utf-8')
    return createHash('sha256')
      .update(Buffer.from(await answer.arrayBuffer()))
      .digest('hex')
  }

  it('leads from the newest number to the statement, and nowhere from any other', async () => {
    const newest = await visitor.get(paths.statement.version('be', slug, 1))
    expect(newest.status).toBe(302)
    expect(newest.headers.get('location')).toBe(paths.statement.page('be', slug))
    for (const number of ['0', '2', '01', '1000000', 'x'])
      await read(paths.statement.version('en', slug, number), 404)
  })

  it('keeps a text that was replaced, with its hash, and the way to the present one', async () => {
    const before = hashIn(await read(paths.statement.page('en', slug)))
    expect(await hashOf(paths.statement.version('en', slug, '1.md'))).toBe(before)
    await publish({ change: 'editorial', texts: { en: '# Another title\n\nAnother text.\n' } })
    await expect
      .poll(async () => headline(await read(paths.statement.page('en', slug))), inTime)
      .toBe('Another title')
    const statement = await read(paths.statement.page('en', slug))
    expect(statement).toContain(`href="${paths.statement.version('en', slug, 1)}"`)
    expect(await hashOf(paths.statement.version('en', slug, '2.md'))).toBe(hashIn(statement))
    for (const lang of languages) {
      const old = await read(paths.statement.version(lang, slug, 1))
      expect(hashIn(old)).toBe(before)
      expect(old).toContain(translator(lang)('version.newer.title'))
      expect(old).toContain(`<link rel="canonical" href="${origin}${paths.statement.page(lang, slug)}"`)
    }
    expect(await hashOf(paths.statement.version('en', slug, '1.md'))).toBe(before)
    const answer = (await (await visitor.get(paths.api.statement(slug))).json()) as StatementAnswer
    const courtesyTexts = answer.versions[1]?.courtesyTexts ?? []
    for (const { language, sha256 } of courtesyTexts)
      expect(await hashOf(paths.statement.version(language, slug, '1.md'))).toBe(sha256)
    expect(courtesyTexts).toHaveLength(2)
    expect((await visitor.get(paths.statement.version('be', slug, '2.md'))).status).toBe(404)
    expect((await visitor.get(paths.statement.version('en', slug, '3.md'))).status).toBe(404)
    await read(paths.statement.version('be', slug, 2).replace('/2', '/3'), 404)
  })
})

describe(`a list that is longer than what is held, on ${target}`, () => {
  const count = 15 + 1050

  it('has more than a thousand', async () => {
    await lengthenList(stage.database().sql, count - 15)
    await reaches(count)
  })

  looksThrough()

  it('is shown at both its ends under the statement, with a search and the way to all of it', async () => {
    for (const lang of languages) {
      const page = await read(paths.statement.page(lang, slug))
      expect(idsIn(page), lang).toHaveLength(11 + 24)
      expect(page, lang).toContain('<ul role="list" id="newest">')
      expect(page, lang).toContain(translator(lang)('list.all', { count }))
      expect(page, lang).toContain(`<form action="${paths.list.page(lang, slug)}">`)
    }
  })

  it('is read to its end fifty at a time, each signatory once; only the beginning is for search engines', async () => {
    const met: string[] = []
    const sizes: number[] = []
    let path: string | undefined = list
    while (path !== undefined && sizes.length < 30) {
      const page: string = await read(path)
      met.push(...idsIn(page))
      sizes.push(idsIn(page).length)
      expect(page.includes('noindex'), path).toBe(path !== list)
      expect(page.includes(`<link rel="canonical" href="${origin}${list}"`), path).toBe(path === list)
      expect(page.includes(translator('en')('search.beginning')), path).toBe(path !== list)
      path = nextIn(page)
    }
    expect(sizes).toEqual([...Array.from({ length: 21 }, () => 50), 15])
    expect(new Set(met).size).toBe(count)
  })

  it('goes on within a search and an order, and counts what it found to a thousand', async () => {
    const first = await read(search({ country: 'LT', sort: 'newest' }))
    const next = nextIn(first)
    expect(next === undefined).toBe(idsIn(first).length < 50)
    const some = await read(search({ q: 'a', sort: 'name' }, 'ru'))
    const second = await read(nextIn(some) ?? '')
    const names = [...namesIn(some), ...namesIn(second)]
    expect(names).toHaveLength(100)
    expect(names).toEqual(names.toSorted(new Intl.Collator('ru').compare))
    expect(some).toMatch(/Найдено более 1\u00a0000 организаций/)
  })

  it('says that the beginning has not changed for nothing, and the same to every visitor', async () => {
    const one = await visitor.get(list)
    const again = await visitor.get(list, { 'if-none-match': one.headers.get('etag') ?? '' })
    expect(again.status).toBe(304)
    expect(await again.text()).toBe('')
    for (const path of [search({ q: 'forum' }), list, paths.statement.document('en', slug)]) {
      const answer = await visitor.get(path)
      expect(answer.headers.get('cloudflare-cdn-cache-control'), path).toContain('max-age=1,')
      expect(answer.headers.get('set-cookie'), path).toBeNull()
    }
  })

  it('begins for all who come at once after a change', async () => {
    await stage.database().sql`UPDATE statements SET revision = revision + 1 WHERE slug = ${slug}`
    const path = search({ sort: 'name', country: 'LT' }, 'be')
    const answers = await Promise.all(Array.from({ length: 60 }, () => visitor.get(path)))
    expect(answers.map(({ status }) => status)).toEqual(Array(60).fill(200))
  })

  it('is asked for by its headers as often as anybody likes, and still sent to who reads it', async () => {
    const whole = [paths.statement.document('en', slug), paths.api.signatoriesCsv(slug)]
    for (let times = 0; times < 60; times++)
      for (const path of whole) expect((await visitor.send(path, { method: 'HEAD' })).status).toBe(200)
    for (const path of whole) {
      const answer = await visitor.get(path)
      expect(answer.status, path).toBe(200)
      expect((await answer.text()).length).toBeGreaterThan(100_000)
    }
  })

  it('is whole in the document, after the text, in every language', async () => {
    for (const lang of languages) {
      const page = await read(paths.statement.document(lang, slug))
      expect(new Set(idsIn(page)).size, lang).toBe(count)
      expect(idsIn(page), lang).toHaveLength(count)
      expect(page, lang).toContain('Another text.')
      expect(page, lang).toMatch(/<\/html>$/)
      expect(page, lang).not.toContain('<button')
    }
  })
})

describe(`a statement that is not open, on ${target}`, () => {
  const form = paths.endorsement.ask('en', slug)
  const title = async () => headline(await read(form))
  const stored = () => stage.statusOf('Too Early')
  const texts = { en: '# Another title\n\nAnother text.\n' }
  const tries = () =>
    visitor.asks({ organisation: 'Too Early', email: 'early@forum.example.org', version: '2' })

  it('says from when, keeps what was typed, stores nothing, and opens by itself', async () => {
    const opensAt = new Date(Date.now() + day).toISOString()
    await publish({ texts, opensAt })
    await expect.poll(title, inTime).toBe('Not open for endorsement yet')
    const statement = await read(paths.statement.page('en', slug))
    expect(statement).not.toContain(`href="${form}"`)
    expect(statement).toContain(`<time datetime="${opensAt.slice(0, 10)}`)
    const refused = await tries()
    expect(refused.status).toBe(409)
    const page = await refused.text()
    for (const typed of ['Too Early', 'early@forum.example.org', sample.comment, 'Lithuania'])
      expect(page).toContain(typed)
    expect(await stored()).toBeUndefined()
    await moveClock(2 * day)
    expect(await title()).toBe('Endorse this statement')
    expect(await read(paths.statement.page('en', slug))).toContain(`href="${form}"`)
  })

  it('says since when it is closed, and what becomes of requests that were made before', async () => {
    await publish({ texts, closesAt: '2026-01-01T00:00:00Z' })
    await expect.poll(title, inTime).toBe('Closed for endorsement')
    expect(await read(form)).toContain('1 January 2026, 00:00 UTC')
    expect(await read(paths.statement.page('ru', slug))).toContain('1 января 2026')
    expect((await tries()).status).toBe(409)
    const faulty = await visitor.asks({ organisation: '', email: 'nonsense' })
    expect(faulty.status).toBe(409)
    expect(await faulty.text()).toContain('nonsense')
    expect(await stored()).toBeUndefined()
  })
})

it.each(languages)('helps, in %s', async lang => {
  const page = await read(paths.site.help(lang))
  expect(headline(page)).toBe(translator(lang)('help.title'))
  expect(page).toContain(`sha256sum`)
  expect(page).toContain(`${origin}${paths.statement.version('en', slug, '2.md')}`)
  expect(page).toContain('mailto:countersign@example.org')
  expect(await read(paths.statement.page(lang, slug))).toContain(`href="${paths.site.help(lang)}"`)
})
