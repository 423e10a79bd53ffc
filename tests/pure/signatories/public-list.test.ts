import { describe, expect, it } from 'vitest'
import { readConfig } from '../../../src/config.ts'
import { countryName, languages, translator } from '../../../src/i18n/index.ts'
import { documentPieces } from '../../../src/signatories/statement/document-page.tsx'
import { isWholeList, listAddress, readListQuery } from '../../../src/signatories/list/list-query.ts'
import { countryOptions } from '../../../src/signatories/list/search-form.tsx'
import { shareLinks } from '../../../src/signatories/statement/share-links.ts'
import { daysOfJoining } from '../../../src/domain/list-dates.ts'
import { textFile, versionOf } from '../../../src/signatories/statement/text-file.ts'
import { publicSignatory, publicStatement } from '../../support/public-statement.ts'
import { testEnv } from '../../support/scene.ts'

describe('a list’s address', () => {
  it.each([
    [{}, { q: '', country: null, sort: 'list' }],
    [
      { q: '  Вясна ', country: 'by', sort: 'name' },
      { q: 'Вясна', country: 'BY', sort: 'name' },
    ],
    [
      { country: 'none', sort: 'newest' },
      { q: '', country: 'none', sort: 'newest' },
    ],
    [
      { country: 'XX', sort: 'backwards' },
      { q: '', country: null, sort: 'list' },
    ],
    [
      { country: '__proto__', sort: 'constructor' },
      { q: '', country: null, sort: 'list' },
    ],
    [{ q: 'e\u0301' }, { q: '\u00e9', country: null, sort: 'list' }],
  ])('is read and put right: %j', (given, query) => {
    expect(readListQuery('be', given)).toEqual({ query: { ...query, lang: 'be' }, after: null, fault: null })
  })

  it.each([
    ['x'.repeat(200), null],
    ['x'.repeat(201), 'too_long'],
    ['𝒳'.repeat(200), null],
    ['!!', 'nothing'],
    ['7', null],
  ])('is at fault where there is nothing to search for, or too much', (q, fault) => {
    expect(readListQuery('en', { q }).fault).toBe(fault)
  })

  it('comes back the same from what was read, and says only what is not as usual', () => {
    const given = { q: 'Фонд & Co', country: 'none', sort: 'name', after: 'abc' }
    const { query, after } = readListQuery('ru', given)
    const address = new URL(listAddress('ru', 'a', query, after), 'https://a.test')
    expect(Object.fromEntries(address.searchParams)).toEqual(given)
    expect(listAddress('ru', 'a', readListQuery('ru', {}).query, null)).toBe('/ru/a/signatories')
  })

  it('is that of the whole list only without a search, a country or an order', () => {
    const isWhole = (given: Record<string, string>) => isWholeList(readListQuery('en', given).query)
    expect([{}, { sort: 'list' }, { country: 'XX' }].map(isWhole)).toEqual([true, true, true])
    expect([{ q: 'a' }, { country: 'BY' }, { sort: 'name' }].map(isWhole)).toEqual([false, false, false])
  })
})

describe('the countries to choose from', () => {
  const counts = [
    { country: 'LT', count: 1234 },
    { country: 'UA', count: 1 },
    { country: 'BY', count: 11 },
    { country: null, count: 3 },
  ]

  it.each(languages)('are in the order of %s, with their counts, those not stated last', lang => {
    const options = countryOptions(lang, counts, null)
    const { compare } = new Intl.Collator(lang)
    const names = ['LT', 'UA', 'BY'].map(code => countryName(lang, code) ?? '').sort(compare)
    const none = translator(lang)('search.country.none')
    expect(options.map(({ label }) => label.replace(/ \([^)]+\)$/, ''))).toEqual([...names, none])
    expect(options.at(-1)).toEqual({ value: 'none', label: `${none} (3)` })
    expect(options.find(({ value }) => value === 'LT')?.label).toMatch(/\(1[,\u00a0]234\)$/)
  })

  it('keep the chosen one even where it has nobody', () => {
    expect(countryOptions('en', counts, 'FR').map(({ label }) => label)).toContain('France (0)')
    expect(countryOptions('en', [], null)).toEqual([])
    expect(countryOptions('en', [], 'none').map(({ value }) => value)).toEqual(['none'])
  })
})

describe('since when', () => {
  const signatories = [
    publicSignatory({ founding: true, signedOn: '2025-12-01' }),
    publicSignatory({ signedOn: null }),
    publicSignatory({ signedOn: '2026-03-02' }),
    publicSignatory({ signedOn: '2026-04-05' }),
  ]

  it('goes by the endorsing signatories whose day is known', () => {
    expect(daysOfJoining(publicStatement({ signatories }))).toEqual({
      first: '2026-03-02',
      last: '2026-04-05',
    })
    expect(daysOfJoining(publicStatement({ signatories: signatories.slice(0, 2) }))).toBeNull()
  })
})

it('links to share carry title and address whole, whatever is in them', () => {
  const title = 'One & “two” # 100 % ўсе?'
  const address = 'https://countersign.test/be/a?b=c&d'
  for (const { label, href } of shareLinks(title, address)) {
    expect(decodeURIComponent(href), label).toContain(address)
    const { searchParams, hash, protocol } = new URL(href)
    expect(hash, label).toBe('')
    expect(protocol, label).toMatch(/^(https|mailto):$/)
    const values = [...searchParams.values()]
    expect(
      values.some(value => value.includes(address)),
      label,
    ).toBe(true)
    if (label !== 'share.facebook') expect(values.join(), label).toContain(title)
  }
})

it('finds a version by its number, and names the file of its text', () => {
  const statement = publicStatement({ version: 2, earlier: [publicStatement({ version: 1 })] })
  expect([1, 2, 3].map(number => versionOf(statement, number)?.version ?? null)).toEqual([1, 2, null])
  expect(textFile('a', 2, 'en')).toBe('/en/a/v/2.md')
})

describe('the document with every name', () => {
  const founding = publicSignatory({ founding: true, name: 'Human Constanta' })
  const endorsing = ['One', 'Two', '<!--names-->'].map(name => publicSignatory({ name }))
  const markdown = '# A statement\n\nIts text says <!--names--> aloud.\n'

  async function write(...batches: (typeof founding)[][]) {
    const statement = publicStatement({ signatories: batches.flat() })
    const [text] = statement.texts
    if (!text) throw new Error('no text')
    const held = { statement: { ...statement, texts: [{ ...text, markdown }] }, asOf: null }
    async function* read() {
      yield* batches
    }
    const pieces: string[] = []
    for await (const piece of documentPieces(readConfig(testEnv), 'en', held, '2026-11-24', read()))
      pieces.push(piece)
    return pieces
  }

  it('has each once, in one list a group, however the batches fall', async () => {
    const [one, two, three] = endorsing
    if (!one || !two || !three) throw new Error('too few')
    const whole = (await write([founding, one, two, three])).join('')
    expect((await write([founding], [one], [], [two, three])).join('')).toBe(whole)
    const ids = [...whole.matchAll(/<li id="s-([^"]+)"/g)].map(([, id]) => id)
    expect(ids).toEqual([founding, ...endorsing].map(({ id }) => id))
    expect([...whole.matchAll(/<ul role="list" id="(\w+)"/g)].map(([, id]) => id)).toEqual([
      'founding',
      'endorsing',
    ])
    for (const tag of ['ul', 'li', 'div', 'section', 'main', 'html'])
      expect(whole.split(new RegExp(`<${tag}[ >]`)).length, tag).toBe(whole.split(`</${tag}>`).length)
  })

  it('sends a batch at a time, after the text and before the end', async () => {
    const pieces = await write([founding], endorsing)
    expect(pieces).toHaveLength(4)
    expect(pieces[0]).toContain('aloud')
    expect(pieces[0]).not.toContain('<li id')
    expect(pieces[3]).toMatch(/<\/html>$/)
  })

  it('puts the names in their place, though text and a name write its mark', async () => {
    const whole = (await write([founding, ...endorsing])).join('')
    expect(whole).not.toContain('<!--')
    expect(whole.lastIndexOf('Human Constanta')).toBeGreaterThan(whole.indexOf('aloud'))
  })

  it('is whole without a single signatory', async () => {
    const whole = (await write([])).join('')
    expect(whole).toMatch(/<\/section><\/main>[\s\S]*<\/html>$/)
  })
})
