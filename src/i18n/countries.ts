import type { Language } from '../domain/language.ts'
import { cldrOf } from './cldr.ts'

type Country = { code: string; name: string }
type Countries = { sorted: readonly Country[]; names: ReadonlyMap<string, string> }

const byLanguage = new Map<Language, Countries>()

function countriesIn(lang: Language): Countries {
  const known = byLanguage.get(lang)
  if (known) return known
  const sorted = cldrOf(lang).countryNames.map(line => ({ code: line.slice(0, 2), name: line.slice(3) }))
  const made = { sorted, names: new Map(sorted.map(({ code, name }) => [code, name])) }
  byLanguage.set(lang, made)
  return made
}

/** CLDR's name of a country, or null for a code that is not one. */
export const countryName = (lang: Language, code: string): string | null =>
  countriesIn(lang).names.get(code) ?? null

/** Every country, sorted as the language sorts. */
export const countries = (lang: Language): readonly Country[] => countriesIn(lang).sorted

/** Assigned ISO 3166-1 alpha-2 codes and XK, upper case only. */
export const isCountryCode = (code: string): boolean => countriesIn('en').names.has(code)
