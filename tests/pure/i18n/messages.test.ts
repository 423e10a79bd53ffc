import { readdirSync, readFileSync } from 'node:fs'
import {
  isPluralElement,
  isSelectElement,
  type MessageFormatElement,
  parse,
  TYPE,
} from '@formatjs/icu-messageformat-parser'
import { IntlMessageFormat } from 'intl-messageformat'
import { describe, expect, it } from 'vitest'
import { readCatalogue } from '../../../src/build/catalogues.ts'
import {
  type Language,
  languages,
  type MessageKey,
  messageOptions,
  translator,
} from '../../../src/i18n/index.ts'

const root = new URL('../../../src/i18n/', import.meta.url)
const filesOf = (lang: Language) =>
  readdirSync(new URL(lang, root)).filter(file => file.endsWith('.json') && file !== 'cldr.generated.json')
const catalogue = (lang: Language, name: string): Record<string, string> =>
  JSON.parse(readFileSync(new URL(`${lang}/${name}.json`, root), 'utf8'))

/**
 * Every argument of a message with its kind, and each plural's categories. A plural may print its number as `{name}`,
 * without the thousands' separator of `#`; that is no other argument.
 */
function shape(elements: MessageFormatElement[]): {
  args: Set<string>
  kinds: Set<TYPE>
  plurals: string[][]
} {
  const whole = { args: new Set<string>(), kinds: new Set<TYPE>(), plurals: [] as string[][] }
  const visit = (element: MessageFormatElement) => {
    whole.kinds.add(element.type)
    if (element.type !== TYPE.literal && element.type !== TYPE.pound) {
      whole.args.add(`${element.value}:${TYPE[element.type]}`)
    }
    if (isPluralElement(element)) whole.plurals.push(Object.keys(element.options))
    if (isPluralElement(element) || isSelectElement(element)) {
      for (const option of Object.values(element.options)) option.value.forEach(visit)
    }
  }
  elements.forEach(visit)
  for (const arg of whole.args) {
    if (arg.endsWith(':plural')) whole.args.delete(arg.replace(':plural', ':argument'))
  }
  return whole
}

const shapeOf = (message: string) => shape(parse(message, { ignoreTag: true }))

/** A number before a unit of time or of length, in any of the languages. */
const limitByHand = new RegExp(
  String.raw`\d\s(?:${[
    'second|minute|hour|day|week|month|year|character|kilobyte|entr',
    'секунд|хвілін|гадзін|дзён|дзень|дні|дня|тыд|месяц|год|сімвал|знак|кілабайт|запіс',
    'секунд|минут|час|дней|день|недел|месяц|год|лет|символ|килобайт|запис',
  ].join('|')})`,
  'iu',
)

const names = filesOf('en').map(file => file.replace('.json', ''))

it('has the same catalogues in every language', () => {
  expect(names.length).toBeGreaterThan(0)
  for (const lang of languages) expect(filesOf(lang), lang).toEqual(filesOf('en'))
})

it.each(languages)('gathers every message of every catalogue of %s', lang => {
  expect(readCatalogue(lang)).toEqual(Object.assign({}, ...names.map(name => catalogue(lang, name))))
})

describe.each(names)('%s.json', name => {
  const english = catalogue('en', name)

  it.each(languages)('holds in %s the keys that begin with its name, and no others', lang => {
    const foreign = Object.keys(catalogue(lang, name)).filter(key => key.split('.')[0] !== name)
    expect(foreign).toEqual([])
  })

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

  it.each(languages)('takes every limit that it tells of in %s from the constant', lang => {
    const bare = Object.entries(catalogue(lang, name)).filter(([, message]) => limitByHand.test(message))
    expect(bare.map(([key]) => key)).toEqual([])
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

  it.each(languages)('is formatted to text in %s', lang => {
    const t = translator(lang)
    for (const [key, message] of Object.entries(catalogue(lang, name))) {
      const values = Object.fromEntries([...shapeOf(message).args].map(arg => [arg.split(':')[0], 2]))
      expect(t(key as MessageKey, values), `${lang}: ${key}`).toMatch(/\S/)
    }
  })
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
