import type { Language } from '../domain/language.ts'
import { cldrOf } from './cldr.ts'

// A list has many names and few days.
const formatted = new Map<string, string>()
const maxFormatted = 10_000

/** A 'YYYY-MM-DD' date in words, without a time zone. Throws RangeError on anything else. */
export function formatDate(lang: Language, date: string): string {
  const known = formatted.get(lang + date)
  if (known !== undefined) return known
  const text = dateInWords(lang, date)
  if (formatted.size >= maxFormatted) formatted.clear()
  formatted.set(lang + date, text)
  return text
}

function dateInWords(lang: Language, date: string): string {
  const { months, dateForm } = cldrOf(lang)
  const [, year = '', month = '', day = ''] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date) ?? []
  const monthName = months[Number(month) - 1]
  if (!monthName) throw new RangeError(`not a date: ${JSON.stringify(date.slice(0, 20))}`)
  return dateForm
    .replace('{day}', String(Number(day)))
    .replace('{month}', monthName)
    .replace('{monthNumber}', String(Number(month)))
    .replace('{year}', year)
}
