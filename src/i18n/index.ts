import { IntlMessageFormat, type Options } from 'intl-messageformat'
import { isLanguage, type Language, languages } from '../domain/language.ts'
import beAuth from './be/auth.json' with { type: 'json' }
import beDesk from './be/desk.json' with { type: 'json' }
import beDeskMail from './be/desk-mail.json' with { type: 'json' }
import beEmbed from './be/embed.json' with { type: 'json' }
import beLive from './be/live.json' with { type: 'json' }
import beLog from './be/log.json' with { type: 'json' }
import beMail from './be/mail.json' with { type: 'json' }
import bePages from './be/pages.json' with { type: 'json' }
import bePrivate from './be/private.json' with { type: 'json' }
import bePublic from './be/public.json' with { type: 'json' }
import beQueue from './be/queue.json' with { type: 'json' }
import beTeam from './be/team.json' with { type: 'json' }
import { countryNames, dateForms, months } from './cldr.generated.ts'
import enAuth from './en/auth.json' with { type: 'json' }
import enDesk from './en/desk.json' with { type: 'json' }
import enDeskMail from './en/desk-mail.json' with { type: 'json' }
import enEmbed from './en/embed.json' with { type: 'json' }
import enLive from './en/live.json' with { type: 'json' }
import enLog from './en/log.json' with { type: 'json' }
import enMail from './en/mail.json' with { type: 'json' }
import enPages from './en/pages.json' with { type: 'json' }
import enPrivate from './en/private.json' with { type: 'json' }
import enPublic from './en/public.json' with { type: 'json' }
import enQueue from './en/queue.json' with { type: 'json' }
import enTeam from './en/team.json' with { type: 'json' }
import ruAuth from './ru/auth.json' with { type: 'json' }
import ruDesk from './ru/desk.json' with { type: 'json' }
import ruDeskMail from './ru/desk-mail.json' with { type: 'json' }
import ruEmbed from './ru/embed.json' with { type: 'json' }
import ruLive from './ru/live.json' with { type: 'json' }
import ruLog from './ru/log.json' with { type: 'json' }
import ruMail from './ru/mail.json' with { type: 'json' }
import ruPages from './ru/pages.json' with { type: 'json' }
import ruPrivate from './ru/private.json' with { type: 'json' }
import ruPublic from './ru/public.json' with { type: 'json' }
import ruQueue from './ru/queue.json' with { type: 'json' }
import ruTeam from './ru/team.json' with { type: 'json' }

export { preferredLanguage } from './preferred.ts'
export { isLanguage, type Language, languages }

export type MessageKey =
  | keyof typeof enPages
  | keyof typeof enMail
  | keyof typeof enPrivate
  | keyof typeof enPublic
  | keyof typeof enAuth
  | keyof typeof enDesk
  | keyof typeof enEmbed
  | keyof typeof enLive
  | keyof typeof enLog
  | keyof typeof enQueue
  | keyof typeof enTeam
  | keyof typeof enDeskMail
export type Translate = (key: MessageKey, values?: Record<string, string | number>) => string

const catalogues: Record<Language, Record<MessageKey, string>> = {
  en: {
    ...enPages,
    ...enMail,
    ...enPrivate,
    ...enPublic,
    ...enAuth,
    ...enDesk,
    ...enEmbed,
    ...enLive,
    ...enLog,
    ...enQueue,
    ...enTeam,
    ...enDeskMail,
  },
  be: {
    ...bePages,
    ...beMail,
    ...bePrivate,
    ...bePublic,
    ...beAuth,
    ...beDesk,
    ...beEmbed,
    ...beLive,
    ...beLog,
    ...beQueue,
    ...beTeam,
    ...beDeskMail,
  },
  ru: {
    ...ruPages,
    ...ruMail,
    ...ruPrivate,
    ...ruPublic,
    ...ruAuth,
    ...ruDesk,
    ...ruEmbed,
    ...ruLive,
    ...ruLog,
    ...ruQueue,
    ...ruTeam,
    ...ruDeskMail,
  },
}

const thousandsSeparators: Record<Language, string> = { en: ',', be: '\u00a0', ru: '\u00a0' }

/**
 * Options for intl-messageformat that give the same bytes on every runtime: workerd has no Belarusian
 * Intl.NumberFormat, so `#` in a plural would print 1,234 there and 1234 on Node. Intl.PluralRules agrees on all.
 * Numbers in messages are counts, that is, whole.
 */
export function messageOptions(lang: Language): Options {
  const group = (n: number | bigint) => String(n).replace(/\B(?=(\d{3})+$)/g, thousandsSeparators[lang])
  const cardinal = new Intl.PluralRules(lang)
  return {
    ignoreTag: true,
    formatters: {
      getNumberFormat: () => ({ format: group }) as Intl.NumberFormat,
      getPluralRules: () => cardinal,
      getDateTimeFormat: () => {
        throw new Error('dates go through formatDate, not through a message')
      },
    },
  }
}

const translators = new Map<Language, Translate>()

/** Messages of one language, each compiled at its first use. Throws when a value that it names is missing. */
export function translator(lang: Language): Translate {
  const known = translators.get(lang)
  if (known) return known
  const compiled = new Map<MessageKey, IntlMessageFormat>()
  const constant = new Map<MessageKey, string>()
  const options = messageOptions(lang)
  const format: Translate = (key, values) => {
    let message = compiled.get(key)
    if (!message) {
      message = new IntlMessageFormat(catalogues[lang][key], lang, undefined, options)
      compiled.set(key, message)
    }
    return String(message.format(values))
  }
  const translate: Translate = (key, values) => {
    if (values) return format(key, values)
    const text = constant.get(key) ?? format(key)
    constant.set(key, text)
    return text
  }
  translators.set(lang, translate)
  return translate
}

// A list has many names and few days.
const days = new Map<string, string>()
const daysKept = 10_000

/** A 'YYYY-MM-DD' date in words, without a time zone. Throws RangeError on anything else. */
export function formatDate(lang: Language, date: string): string {
  const known = days.get(lang + date)
  if (known !== undefined) return known
  const words = dateInWords(lang, date)
  if (days.size >= daysKept) days.clear()
  days.set(lang + date, words)
  return words
}

function dateInWords(lang: Language, date: string): string {
  const [, year = '', month = '', day = ''] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date) ?? []
  const name = months[lang][Number(month) - 1]
  if (!name) throw new RangeError(`not a date: ${JSON.stringify(date.slice(0, 20))}`)
  return dateForms[lang]
    .replace('{day}', String(Number(day)))
    .replace('{month}', name)
    .replace('{year}', year)
}

type Country = { code: string; name: string }

function forEachLanguage<T>(make: (lang: Language) => T): Record<Language, T> {
  return { en: make('en'), be: make('be'), ru: make('ru') }
}

const sortedCountries = forEachLanguage((lang): readonly Country[] =>
  countryNames[lang].map(line => ({ code: line.slice(0, 2), name: line.slice(3) })),
)

const namesByCode = forEachLanguage(
  lang => new Map(sortedCountries[lang].map(({ code, name }) => [code, name])),
)

/** CLDR's name of a country, or null for a code that is not one. */
export function countryName(lang: Language, code: string): string | null {
  return namesByCode[lang].get(code) ?? null
}

/** Every country, sorted as the language sorts. */
export function countries(lang: Language): readonly Country[] {
  return sortedCountries[lang]
}

/** Assigned ISO 3166-1 alpha-2 codes and XK, upper case only. */
export function isCountryCode(code: string): boolean {
  return namesByCode.en.has(code)
}
