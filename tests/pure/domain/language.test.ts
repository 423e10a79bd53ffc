import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  canonicalTag,
  directionOf,
  interfaceFor,
  isolated,
  isTag,
  sortedTags,
} from '../../../src/domain/language.ts'

describe('a language tag', () => {
  it.each([
    ['be-tarask', 'be-tarask'],
    ['BE-Tarask', 'be-tarask'],
    ['sr_latn', 'sr-Latn'],
    ['pt-br', 'pt-BR'],
    ['zh-hant-tw', 'zh-Hant-TW'],
    [' ar ', 'ar'],
    ['iw', 'he'],
    ['es-419', 'es-419'],
    ['de-1996', 'de-1996'],
    ['ckb', 'ckb'],
  ])('of %j is %s', (typed, tag) => {
    expect(canonicalTag(typed)).toBe(tag)
    expect(isTag(tag)).toBe(true)
  })

  it.each([
    '',
    'x',
    'french',
    'x-private',
    'en-u-ca-buddhist',
    'und',
    'mul',
    'zxx',
    'mis',
    'constructor',
    '__proto__',
    'ar-',
  ])('%j is none', typed => {
    expect(canonicalTag(typed)).toBeNull()
    expect(isTag(typed)).toBe(false)
  })

  it('is none in another form than its canonical one, whatever is typed', () => {
    for (const tag of ['AR', 'be-TARASK', 'sr-latn', 'iw']) expect(isTag(tag), tag).toBe(false)
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), typed => {
        const tag = canonicalTag(typed)
        expect(tag === null || (isTag(tag) && tag.length <= 35)).toBe(true)
      }),
    )
  })
})

describe('the direction of a language', () => {
  it.each([
    'ar',
    'he',
    'fa',
    'ps',
    'ur',
    'ckb',
    'ug',
    'yi',
    'dv',
    'sd',
    'syr',
    'nqo',
    'pa-Arab',
    'az-Arab',
    'ff-Adlm',
    'be-Arab',
  ])('is from the right for %s', tag => expect(directionOf(tag)).toBe('rtl'))
  it.each(['en', 'be', 'ru', 'uk', 'ka', 'hy', 'zh-Hant', 'ku', 'ha', 'az', 'ar-Latn', 'be-tarask', 'qaa'])(
    'is from the left for %s',
    tag => expect(directionOf(tag)).toBe('ltr'),
  )

  it('sets a text apart where it runs the other way', () => {
    expect(isolated('بيان', 'ar', 'en')).toBe('\u2068بيان\u2069')
    expect(isolated('A statement', 'en', 'be')).toBe('A statement')
    expect(isolated('بيان', 'ar', 'fa')).toBe('بيان')
  })
})

it('languages stand in one order: the interface’s first', () => {
  expect(sortedTags(['uk', 'ru', 'ar', 'en', 'ar'])).toEqual(['en', 'ru', 'ar', 'uk'])
})

it('whoever reads a text in no language of the interface has it in English', () => {
  expect(['be', 'ar', 'be-tarask'].map(interfaceFor)).toEqual(['be', 'en', 'en'])
})
