import lines from '../../dist/catalogues/cldr.txt'
import { type Language, languages } from '../domain/language.ts'

/** What CLDR says of a language: src/build/cldr.ts writes it to the language's folder. */
type Cldr = {
  /** 'BY Belarus', sorted by name as the language sorts. */
  countryNames: readonly string[]
  /** Names in the form that follows a day. */
  months: readonly string[]
  /** A date with `{day}`, `{month}` or `{monthNumber}`, and `{year}`. */
  dateForm: string
  /** 'ar Arabic', by the tags. */
  languageNames: readonly string[]
  /** Between the thousands of a number. */
  thousands: string
}

const byLanguage = new Map<Language, Cldr>()

/** Read at its first use: a process that serves one language never reads the others. */
export function cldrOf(lang: Language): Cldr {
  const known = byLanguage.get(lang)
  if (known) return known
  const cldr = JSON.parse(lines.split('\n')[languages.indexOf(lang)] ?? '') as Cldr
  byLanguage.set(lang, cldr)
  return cldr
}
