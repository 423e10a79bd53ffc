import type { Language } from '../domain/language.ts'
import { countryNames as be } from './be/cldr.generated.ts'
import { countryNames as en } from './en/cldr.generated.ts'
import { countryNames as ru } from './ru/cldr.generated.ts'

type Country = { code: string; name: string }

/** The generated lines say 'BY Belarus'. */
const parse = (lines: readonly string[]): readonly Country[] =>
  lines.map(line => ({ code: line.slice(0, 2), name: line.slice(3) }))

const byCode = (sorted: readonly Country[]) => new Map(sorted.map(({ code, name }) => [code, name]))

const sortedCountries: Record<Language, readonly Country[]> = {
  en: parse(en),
  be: parse(be),
  ru: parse(ru),
}
const namesByCode: Record<Language, ReadonlyMap<string, string>> = {
  en: byCode(sortedCountries.en),
  be: byCode(sortedCountries.be),
  ru: byCode(sortedCountries.ru),
}

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
