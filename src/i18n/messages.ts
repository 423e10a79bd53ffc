import { IntlMessageFormat, type Options } from 'intl-messageformat'
import keys from '../../dist/catalogues/keys.txt'
import lines from '../../dist/catalogues/messages.txt'
import { type Language, languages } from '../domain/language.ts'
import type { SignerKind } from '../domain/statement.ts'
import { cldrOf } from './cldr.ts'
import { limitValues } from './limit-values.ts'
import type { MessageKey } from './message-key.ts'

export type { MessageKey }

type Messages = Record<MessageKey, string>
/** Of whom or to whom something is said: `mixed` where it is of several kinds at once. */
export type WordsFor = SignerKind | 'mixed'
export type Translate = (key: MessageKey, values?: Record<string, string | number>) => string

/**
 * Options for intl-messageformat that give the same bytes on every runtime. workerd has no Belarusian
 * Intl.NumberFormat: `#` in a plural would print 1,234 there and 1234 on Node. Intl.PluralRules agrees on all.
 * Numbers in messages are counts, that is, whole.
 */
export function messageOptions(lang: Language): Options {
  const { thousands } = cldrOf(lang)
  const group = (n: number | bigint) => String(n).replace(/\B(?=(\d{3})+$)/g, thousands)
  const pluralRules = new Intl.PluralRules(lang)
  return {
    ignoreTag: true,
    formatters: {
      getNumberFormat: () => ({ format: group }) as Intl.NumberFormat,
      getPluralRules: () => pluralRules,
      getDateTimeFormat: () => {
        throw new Error('dates go through formatDate, not through a message')
      },
    },
  }
}

const translators = new Map<string, Translate>()

/**
 * Messages of one language, each compiled at its first use. Throws when a value that it names is missing; the limits of
 * the product are always there, and so is `kind`: to whom or of whom it is said, an organisation where nothing else is
 * given.
 */
export function translator(lang: Language, kind: WordsFor = 'organisation'): Translate {
  const key = `${lang} ${kind}`
  const known = translators.get(key)
  if (known) return known
  const made = makeTranslator(lang, kind)
  translators.set(key, made)
  return made
}

function makeTranslator(lang: Language, kind: WordsFor): Translate {
  // Compiled once for all kinds.
  if (kind !== 'organisation') {
    const translate = translator(lang)
    return (key, values) => translate(key, { kind, ...values })
  }
  // A line for each language (src/build/catalogues.ts).
  const texts = JSON.parse(lines.split('\n')[languages.indexOf(lang)] ?? '') as string[]
  const ordered = JSON.parse(keys) as MessageKey[]
  const messages = Object.fromEntries(ordered.map((key, place) => [key, texts[place]])) as Messages
  const options = messageOptions(lang)
  const compiled = new Map<MessageKey, IntlMessageFormat>()
  const fixedTexts = new Map<MessageKey, string>()

  const format: Translate = (key, values) => {
    let message = compiled.get(key)
    if (!message) {
      message = new IntlMessageFormat(messages[key], lang, undefined, options)
      compiled.set(key, message)
    }
    return String(message.format({ ...limitValues, kind, ...values }))
  }

  return (key, values) => {
    if (values) return format(key, values)
    const text = fixedTexts.get(key) ?? format(key)
    fixedTexts.set(key, text)
    return text
  }
}
