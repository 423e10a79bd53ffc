// Writes cldr.generated.json to every folder of src/i18n that is a language's, from the CLDR packages: `npm run cldr`,
// after an upgrade of those packages.
import { writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import * as z from 'zod'
import { isTag } from '../domain/tag.ts'
import { folderOf, foundLanguages } from './found-languages.ts'

const require = createRequire(import.meta.url)

/**
 * CLDR's locale of a language: the tag, or as much of it as CLDR knows. Names and dates of Arabic are those of `ar`.
 */
function localeOf(tag: string): string {
  const parts = tag.split('-')
  const known = parts.map((_, i) => parts.slice(0, parts.length - i).join('-')).find(isKnown)
  if (known === undefined) throw new Error(`CLDR has no locale for ${tag}`)
  return known
}

function isKnown(locale: string): boolean {
  try {
    require.resolve(`cldr-localenames-full/main/${locale}/territories.json`)
    return true
  } catch {
    return false
  }
}

/** English dates follow the British order, day before month, as most languages do. */
const dateLocaleOf = (tag: string): string => (tag === 'en' ? 'en-GB' : localeOf(tag))

/** Two-letter regions that CLDR names but ISO 3166-1 does not assign: reserved, grouped, unknown or pseudo. */
const unassigned = new Set('AC CP CQ DG EA EU EZ IC QO TA UN XA XB ZZ'.split(' '))
const assignedCount = 249
const kosovo = 'XK'

const Territories = z.object({
  localeDisplayNames: z.object({ territories: z.record(z.string(), z.string()) }),
})
const Languages = z.object({
  localeDisplayNames: z.object({ languages: z.record(z.string(), z.string()) }),
})
const Gregorian = z.object({
  dates: z.object({
    calendars: z.object({
      gregorian: z.object({
        months: z.object({ format: z.object({ wide: z.record(z.string(), z.string()) }) }),
        dateFormats: z.object({ long: z.string() }),
      }),
    }),
  }),
})

function read<T>(schema: z.ZodType<T>, path: string, locale: string): T {
  return z.object({ main: z.object({ [locale]: schema }) }).parse(require(path)).main[locale] as T
}

/** 'BY Belarus', sorted by name as the language sorts. Throws when CLDR's set of codes has changed. */
function countries(tag: string): string[] {
  const lang = localeOf(tag)
  const file = read(Territories, `cldr-localenames-full/main/${lang}/territories.json`, lang)
  const named = Object.entries(file.localeDisplayNames.territories)
    .map(([code, name]) => ({ code, name }))
    .filter(({ code }) => /^[A-Z]{2}$/.test(code) && !unassigned.has(code))
  if (named.length !== assignedCount + 1 || !named.some(({ code }) => code === kosovo)) {
    throw new Error(
      `CLDR names ${named.length} countries in ${lang}, expected ${assignedCount} and ${kosovo}`,
    )
  }
  const { compare } = new Intl.Collator(lang)
  return named
    .sort((a, b) => compare(a.name, b.name) || compare(a.code, b.code))
    .map(({ code, name }) => `${code} ${name}`)
}

/** 'ar Arabic', by the tags: every language that CLDR has a name for, in its common form. */
function languageNames(tag: string): string[] {
  const lang = localeOf(tag)
  const file = read(Languages, `cldr-localenames-full/main/${lang}/languages.json`, lang)
  return Object.entries(file.localeDisplayNames.languages)
    .filter(([named]) => isTag(named))
    .map(([named, name]) => `${named} ${name}`)
    .sort()
}

/** CLDR's long date with named slots. Its narrow no-break space becomes U+00A0, which every font has. */
function dateForm(pattern: string): string {
  const form = pattern
    .replace(/\bd\b/, '{day}')
    .replace(/\b(?:MMMM|LLLL)\b/, '{month}')
    .replace(/\bM\b/, '{monthNumber}')
    .replace(/\by\b/, '{year}')
    .replaceAll("'", '')
    .replaceAll('\u202f', '\u00a0')
  const slots = (form.match(/\{\w+\}/g) ?? []).sort().join()
  if (!/^\{day\},\{month(?:Number)?\},\{year\}$/.test(slots))
    throw new Error(`unexpected CLDR date pattern: ${pattern}`)
  return form
}

function dates(tag: string): { months: string[]; form: string } {
  const locale = dateLocaleOf(tag)
  const file = read(Gregorian, `cldr-dates-full/main/${locale}/ca-gregorian.json`, locale)
  const { months, dateFormats } = file.dates.calendars.gregorian
  const names = Array.from({ length: 12 }, (_, i) => months.format.wide[i + 1] ?? '')
  if (names.includes('')) throw new Error(`CLDR lacks a month in ${locale}`)
  return { months: names, form: dateForm(dateFormats.long) }
}

/** Between the thousands of a number, as Node's own ICU writes it. A narrow no-break space becomes U+00A0. */
const thousandsOf = (tag: string): string =>
  new Intl.NumberFormat(tag, { useGrouping: 'always', numberingSystem: 'latn' })
    .formatToParts(1_234_567)
    .find(({ type }) => type === 'group')
    ?.value.replace('\u202f', '\u00a0') ?? '\u00a0'

/** The whole text of a language's generated file; the same CLDR and ICU give the same bytes. One item a line. */
export function generate(tag: string): string {
  const { months, form } = dates(tag)
  const cldr = {
    countryNames: countries(tag),
    months,
    dateForm: form,
    languageNames: languageNames(tag),
    thousands: thousandsOf(tag),
  }
  return `${JSON.stringify(cldr, null, 1).replace(/\n\s*/g, '\n')}\n`
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const tag of foundLanguages()) writeFileSync(`${folderOf(tag)}cldr.generated.json`, generate(tag))
}
