import { describe, expect, it } from 'vitest'
import { isWholeList, listAddress, readListQuery } from '../../../../src/signatories/list/list-query.ts'

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
    ['%ff', 'nothing'],
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
