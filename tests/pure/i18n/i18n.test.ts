import { readdirSync, readFileSync } from 'node:fs'
import {
  isPluralElement,
  isSelectElement,
  type MessageFormatElement,
  parse,
  TYPE,
} from '@formatjs/icu-messageformat-parser'
import fc from 'fast-check'
import { IntlMessageFormat } from 'intl-messageformat'
import { describe, expect, it } from 'vitest'
import { generate } from '../../../src/build/cldr.ts'
import {
  countries,
  countryName,
  formatDate,
  isCountryCode,
  type Language,
  languages,
  messageOptions,
  preferredLanguage,
  translator,
} from '../../../src/i18n/index.ts'

const read = (path: string) => readFileSync(new URL(`../../../src/i18n/${path}`, import.meta.url), 'utf8')
const catalogue = (lang: Language, name: string): Record<string, string> =>
  JSON.parse(read(`${lang}/${name}.json`))

/** Every argument of a message with its kind, and each plural's categories. */
function shape(elements: MessageFormatElement[]): {
  args: Set<string>
  kinds: Set<TYPE>
  plurals: string[][]
} {
  const found = { args: new Set<string>(), kinds: new Set<TYPE>(), plurals: [] as string[][] }
  const visit = (element: MessageFormatElement) => {
    found.kinds.add(element.type)
    if (element.type !== TYPE.literal && element.type !== TYPE.pound) {
      found.args.add(`${element.value}:${TYPE[element.type]}`)
    }
    if (isPluralElement(element)) found.plurals.push(Object.keys(element.options))
    if (isPluralElement(element) || isSelectElement(element)) {
      for (const option of Object.values(element.options)) option.value.forEach(visit)
    }
  }
  elements.forEach(visit)
  return found
}

const shapeOf = (message: string) => shape(parse(message, { ignoreTag: true }))

const names = [
  'pages',
  'embed',
  'live',
  'mail',
  'private',
  'public',
  'auth',
  'desk',
  'log',
  'queue',
  'team',
  'desk-mail',
]

it('checks every catalogue that there is, in every language', () => {
  for (const lang of languages) {
    const files = readdirSync(new URL(`../../../src/i18n/${lang}`, import.meta.url))
    expect(files.sort(), lang).toEqual(names.map(name => `${name}.json`).sort())
  }
})

describe.each(names)('%s.json', name => {
  const english = catalogue('en', name)

  it.each(languages)('has the same keys in %s as in English', lang => {
    const own = Object.keys(catalogue(lang, name))
    const all = Object.keys(english)
    expect(
      all.filter(key => !own.includes(key)),
      `missing in ${lang}/${name}.json`,
    ).toEqual([])
    expect(
      own.filter(key => !all.includes(key)),
      `unknown in ${lang}/${name}.json`,
    ).toEqual([])
  })

  it.each(languages)('says something at every key in %s', lang => {
    const messages = Object.entries(catalogue(lang, name))
    expect(messages.filter(([, message]) => message.trim() === '').map(([key]) => key)).toEqual([])
  })

  it.each(languages)('takes the same values in %s as in English', lang => {
    for (const [key, message] of Object.entries(catalogue(lang, name))) {
      expect(() => new IntlMessageFormat(message, lang, undefined, messageOptions(lang)), key).not.toThrow()
      expect(shapeOf(message).args, `${lang}: ${key}`).toEqual(shapeOf(english[key] ?? '').args)
    }
  })

  it.each(languages)('spells out every plural of %s', lang => {
    const needed = new Intl.PluralRules(lang).resolvedOptions().pluralCategories
    for (const [key, message] of Object.entries(catalogue(lang, name))) {
      for (const options of shapeOf(message).plurals) {
        expect(options, `${lang}: ${key}`).toEqual(expect.arrayContaining(needed))
      }
    }
  })

  it.each(languages)('is plain text in %s: no markup, no straight quote that ICU would swallow', lang => {
    const suspicious = /[<>']|&[a-z]+;/
    const marked = Object.entries(catalogue(lang, name)).filter(([, message]) => suspicious.test(message))
    expect(marked.map(([key]) => key)).toEqual([])
  })

  it.each(languages)(
    'leaves dates, times and number styles in %s to formatDate and plain arguments',
    lang => {
      for (const [key, message] of Object.entries(catalogue(lang, name))) {
        const { kinds } = shapeOf(message)
        for (const kind of [TYPE.date, TYPE.time, TYPE.number])
          expect(kinds.has(kind), `${lang}: ${key}`).toBe(false)
      }
    },
  )
})

it('has no key in two catalogues, where one would hide the other', () => {
  const keys = names.flatMap(name => Object.keys(catalogue('en', name)))
  expect(keys.filter((key, i) => keys.indexOf(key) !== i)).toEqual([])
})

it('formats every message to text', () => {
  for (const lang of languages) {
    const t = translator(lang)
    for (const name of ['pages', 'mail']) {
      for (const [key, message] of Object.entries(catalogue(lang, name))) {
        const values = Object.fromEntries([...shapeOf(message).args].map(arg => [arg.split(':')[0], 2]))
        expect(t(key as Parameters<typeof t>[0], values), `${lang}: ${key}`).toMatch(/\S/)
      }
    }
  }
})

it.each([
  [
    'be',
    [
      '0 many',
      '1 one',
      '2 few',
      '5 many',
      '11 many',
      '21 one',
      '1\u00a0234 few',
      '12\u00a0345\u00a0678 many',
    ],
  ],
  [
    'ru',
    [
      '0 many',
      '1 one',
      '2 few',
      '5 many',
      '11 many',
      '21 one',
      '1\u00a0234 few',
      '12\u00a0345\u00a0678 many',
    ],
  ],
  [
    'en',
    ['0 other', '1 one', '2 other', '5 other', '11 other', '21 other', '1,234 other', '12,345,678 other'],
  ],
] as const)('counts in %s the same way on every runtime', (lang, expected) => {
  const message = '{n, plural, one {# one} few {# few} many {# many} other {# other}}'
  const counted = new IntlMessageFormat(message, lang, undefined, messageOptions(lang))
  expect([0, 1, 2, 5, 11, 21, 1234, 12345678].map(n => counted.format({ n }))).toEqual(expected)
})

describe('CLDR data', () => {
  it('is what the generator writes', () => {
    expect(read('cldr.generated.ts')).toBe(generate())
  })

  it.each([
    ['en', '2026-11-23', '23 November 2026'],
    ['be', '2026-11-23', '23 лістапада 2026\u00a0г.'],
    ['ru', '2026-11-23', '23 ноября 2026\u00a0г.'],
    ['en', '2026-05-01', '1 May 2026'],
  ] as const)('writes a date in %s', (lang, date, words) => {
    expect(formatDate(lang, date)).toBe(words)
  })

  it.each(['', '2026-13-01', '2026-00-01', '23.11.2026', '2026-11-23T00:00'])(
    'refuses %j as a date',
    date => {
      expect(() => formatDate('en', date)).toThrow(RangeError)
    },
  )

  it('names countries and knows their codes', () => {
    expect(languages.map(lang => countryName(lang, 'BY'))).toEqual(['Belarus', 'Беларусь', 'Беларусь'])
    expect(languages.map(lang => countryName(lang, 'XK'))).toEqual(['Kosovo', 'Косава', 'Косово'])
    expect(['BY', 'XK', 'TW', 'AQ'].filter(isCountryCode)).toEqual(['BY', 'XK', 'TW', 'AQ'])
    expect(['by', 'EU', 'UN', 'ZZ', 'XA', 'AC', 'BLR', '', '__proto__'].filter(isCountryCode)).toEqual([])
    expect(countryName('en', 'constructor')).toBeNull()
  })

  it.each(languages)('lists 250 countries in the order of %s', lang => {
    const list = countries(lang)
    expect(new Set(list.map(({ code }) => code)).size).toBe(250)
    const { compare } = new Intl.Collator(lang)
    expect(list.map(({ name }) => name)).toEqual(list.map(({ name }) => name).sort(compare))
  })
})

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
    const started = performance.now()
    for (const part of ['be;q=0.', '-', ';', ',', ' ', 'a-', 'q=0']) preferredLanguage(part.repeat(150_000))
    expect(performance.now() - started).toBeLessThan(50)
  })
})
