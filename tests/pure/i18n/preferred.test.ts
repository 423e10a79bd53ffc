import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { languages, preferredLanguage } from '../../../src/i18n/index.ts'
import { processorTime } from '../../support/processor-time.ts'

describe('preferredLanguage', () => {
  it.each([
    [undefined, 'en'],
    ['', 'en'],
    ['be', 'be'],
    ['be-BY', 'be'],
    ['BE-tarask, en;q=0.5', 'be'],
    ['uk-UA,uk;q=0.9,ru;q=0.8,en-US;q=0.7', 'ru'],
    ['en;q=0.5, ru ; q=0.9', 'ru'],
    ['ru;q=0.9, be;q=0.9', 'ru'],
    ['be;q=0, ru;q=0.1', 'ru'],
    ['ru;q=0', 'en'],
    ['*', 'en'],
    ['*;q=0.5, be;q=0.1', 'en'],
    ['en;q=0, *;q=0.3', 'be'],
    ['pl, de;q=0.9', 'en'],
    ['ru;q=2, be;q=0.1', 'be'],
    ['ru;q=high, be;q=0.1', 'be'],
    ['ru-RU;q=0.3, ru;q=0.7, be;q=0.5', 'ru'],
    ['__proto__, constructor, be', 'be'],
  ] as const)('answers %j with %s', (header, expected) => {
    expect(preferredLanguage(header)).toBe(expected)
  })

  it('gives up on an endless header', () => {
    expect(preferredLanguage(`${'x,'.repeat(100_000)}ru`)).toBe('en')
  })

  it('answers any header with one of ours', () => {
    fc.assert(fc.property(fc.string(), header => languages.includes(preferredLanguage(header))))
  })

  it('reads a hostile header of a megabyte in no time', () => {
    const headers = ['be;q=0.', '-', ';', ',', ' ', 'a-', 'q=0'].map(part => part.repeat(150_000))
    expect(processorTime(() => headers.map(preferredLanguage))).toBeLessThan(50)
  })
})
