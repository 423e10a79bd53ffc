import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { organisationKey } from '../../src/domain/organisation.ts'
import { rareWord, seededOrganisation } from '../bench/organisations.ts'
import { holds, median, percentile, type Sample, summarise, table, turns } from '../bench/stats.ts'
import { createReader, forSomebodyElse, type Heard, readMessages, transactionWith } from '../bench/wire.ts'

const sample = (changes: Partial<Sample>): Sample => ({
  count: 1000,
  seconds: 2,
  p50: 1,
  p99: 4,
  failures: 0,
  cpu: 0.1,
  generator: 0.3,
  ...changes,
})

describe('the statistics of the bench', () => {
  it('finds percentiles by nearest rank', () => {
    const hundred = Array.from({ length: 100 }, (_, i) => i + 1)
    expect([0.5, 0.99, 1, 0].map(share => percentile(hundred, share))).toEqual([50, 99, 100, 1])
    expect(percentile([7], 0.99)).toBe(7)
    expect(percentile([], 0.5)).toBeNaN()
  })

  it('finds the middle whatever the order, and moves with no single outlier', () => {
    expect(median([3, 1, 2])).toBe(2)
    expect(median([4, 1, 3, 2])).toBe(2.5)
    expect(median([1, 2, 1_000_000])).toBe(2)
    expect(median([])).toBeNaN()
    fc.assert(
      fc.property(fc.array(fc.integer(), { minLength: 1 }), values => {
        const middle = median(values)
        const below = values.filter(value => value < middle).length
        const above = values.filter(value => value > middle).length
        expect(Math.max(below, above)).toBeLessThanOrEqual(values.length / 2)
      }),
    )
  })

  it('sums up rounds by their medians, with how far they lie apart', () => {
    const side = summarise([
      sample({ count: 1000 }),
      sample({ count: 1200, p99: 9, cpu: 0.3 }),
      sample({ count: 1100, cpu: 0.08 }),
    ])
    expect(side).toMatchObject({ perSecond: 550, p99: 4, cpu: 0.1, leastCpu: 0.08 })
    expect(side.spread).toBeCloseTo(100 / 550)
  })

  it('takes no refusal for speed', () => {
    expect(() => summarise([sample({}), sample({ failures: 3 })])).toThrow('3 answers')
  })

  it('judges both directions at the bound itself, and holds nothing that was not measured', () => {
    const judged = (value: number, bound: { atLeast: number } | { atMost: number }) => holds({ value, bound })
    expect([judged(0.8, { atLeast: 0.8 }), judged(0.79, { atLeast: 0.8 })]).toEqual([true, false])
    expect([judged(2, { atMost: 2 }), judged(2.01, { atMost: 2 })]).toEqual([true, false])
    expect([judged(Number.NaN, { atLeast: 0.8 }), judged(Number.NaN, { atMost: 2 })]).toEqual([false, false])
    expect(holds({ value: Number.NaN })).toBe(true)
  })

  it('lets the sides take turns there and back', () => {
    expect(turns(['a', 'b'], 4).join('')).toBe('abbaabba')
    expect(turns(['a', 'b', 'c'], 2).join('')).toBe('abccba')
  })

  it('says which bound fails', () => {
    const figure = { part: 'a', unit: 'ratio' as const, detail: '' }
    const lines = table([
      { ...figure, what: 'one', value: 0.9, bound: { atLeast: 0.8 } },
      { ...figure, what: 'other', value: 0.5, bound: { atLeast: 0.8 } },
      { ...figure, what: 'third', value: 1234.5, unit: 'MB' },
    ]).split('\n')
    expect(lines[1]).toMatch(/one +0\.90 +≥ 0\.80 +holds/)
    expect(lines[2]).toMatch(/other +0\.50 +≥ 0\.80 +FAILS/)
    expect(lines[3]).toMatch(/third +1,234\.5 MB$/)
  })
})

describe('the lists of the bench', () => {
  it('has a hundred thousand organisations of different names, one with the rare word', () => {
    const keys = new Set<string>()
    let rare = 0
    for (let i = 0; i < 100_000; i++) {
      const { name } = seededOrganisation(i)
      keys.add(organisationKey(name))
      if (name.includes(rareWord)) rare++
    }
    expect(keys.size).toBe(100_000)
    expect(rare).toBe(1)
  })
})

const message = (kind: string, ...parts: Buffer[]) => {
  const body = Buffer.concat(parts)
  const length = Buffer.alloc(4)
  length.writeInt32BE(body.length + 4)
  return Buffer.concat([Buffer.from(kind), length, body])
}
const zero = (text: string) => Buffer.from(`${text}\0`)
const short = (value: number) => Buffer.from([value >> 8, value & 255])
const value = (text: string | null) => {
  const length = Buffer.alloc(4)
  length.writeInt32BE(text === null ? -1 : Buffer.byteLength(text))
  return Buffer.concat([length, Buffer.from(text ?? '')])
}
const startup = message('', Buffer.from([0, 3, 0, 0]))
const parse = message('P', zero(''), zero('select $1, $2'), short(0))
const bind = message('B', zero(''), zero(''), short(0), short(2), value('Вясна'), value(null), short(0))

describe('the wire to PostgreSQL', () => {
  it('reads statements and parameters, however the bytes are cut', () => {
    const bytes = Buffer.concat([startup, parse, bind, message('Q', zero('commit'))])
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: bytes.length }), { maxLength: 9 }), cuts => {
        const read = createReader()
        const places = [...cuts.toSorted((a, b) => a - b), bytes.length]
        let from = 0
        let rest: Buffer = Buffer.alloc(0)
        let started = false
        const statements = places.flatMap(to => {
          const arrived = readMessages(Buffer.concat([rest, bytes.subarray(from, to)]), started)
          from = to
          rest = arrived.rest
          started ||= arrived.messages.length > 0
          return arrived.messages.flatMap(([kind, body]) => read(kind, body) ?? [])
        })
        expect(statements).toEqual([
          { text: 'select $1, $2', parameters: ['Вясна', null] },
          { text: 'commit', parameters: [] },
        ])
      }),
    )
  })

  const heard = (connection: number, ...texts: string[]): Heard[] =>
    texts.map(text => ({ text, parameters: [], connection }))

  it('finds the transaction that was meant among those of other connections', () => {
    const all = [
      ...heard(1, 'begin ', 'select 1', 'commit'),
      ...heard(2, 'begin ', 'insert into "x"'),
      ...heard(1, 'insert into "x" alone', 'begin', 'update "y"'),
      ...heard(2, 'select 2', 'commit'),
    ]
    expect(transactionWith(all, 'into "x"').map(({ text }) => text)).toEqual(['insert into "x"', 'select 2'])
    expect(() => transactionWith(all, 'into "z"')).toThrow('no transaction')
  })

  it('asks for somebody else with ids, hashes and sealed values of their own, the same in every place', () => {
    const id = crypto.randomUUID()
    const hash = `\\x${'ab'.repeat(32)}`
    const [first, second] = forSomebodyElse(
      [
        { text: 'a', parameters: [id, hash, 'Вясна', null, '1'] },
        { text: 'b', parameters: [hash, id] },
      ],
      length => Buffer.alloc(length, 7),
      () => 'another',
    )
    expect(first?.parameters).toEqual(['another', `\\x${'07'.repeat(32)}`, 'Вясна', null, '1'])
    expect(second?.parameters).toEqual([`\\x${'07'.repeat(32)}`, 'another'])
  })
})
