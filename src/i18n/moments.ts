import type { Language } from '../domain/language.ts'
import { localTime, utc } from '../domain/time-zones.ts'
import { formatDate } from './dates.ts'
import { translator } from './messages.ts'

// Moments as the clocks of a time zone show them, to the minute unless the name says otherwise.

/** Without the zone's name, which whoever chose it knows; of UTC with it. */
export const formatMoment = (lang: Language, at: Date, zone: string): string =>
  formatParts(lang, zone, localTime(at, zone))

/** With UTC beside it: what people in many zones read, or what is compared with machines. */
export function formatMomentAndUtc(lang: Language, at: Date, zone: string): string {
  const here = localTime(at, zone)
  const there = localTime(at, utc)
  if (here.date === there.date && here.time === there.time) return formatParts(lang, utc, there)
  const time = translator(lang)('format.time.utc', { time: there.time.slice(0, 5) })
  return translator(lang)('format.moment.both', {
    local: formatParts(lang, zone, here),
    utc: here.date === there.date ? time : formatParts(lang, utc, there),
  })
}

/** On the clocks of a zone that a statement names, not its reader: with the zone's name and UTC beside it. */
export function formatMomentInZone(lang: Language, at: Date, zone: string): string {
  if (zone === utc) return formatMoment(lang, at, utc)
  const here = localTime(at, zone)
  const there = localTime(at, utc)
  const time = translator(lang)('format.time.utc', { time: there.time.slice(0, 5) })
  return translator(lang)('format.moment.zone', {
    local: formatParts(lang, zone, here),
    zone: zone.replaceAll('_', ' '),
    utc: here.date === there.date ? time : formatParts(lang, utc, there),
  })
}

/** Of the day alone, to the second. */
export function formatTime(lang: Language, at: Date, zone: string): string {
  const { time } = localTime(at, zone)
  return zone === utc ? translator(lang)('format.time.utc', { time }) : time
}

export const formatDay = (lang: Language, at: Date, zone: string): string =>
  formatDate(lang, localTime(at, zone).date)

function formatParts(lang: Language, zone: string, { date, time }: { date: string; time: string }): string {
  const key = zone === utc ? 'format.moment' : 'format.moment.local'
  return translator(lang)(key, { date: formatDate(lang, date), time: time.slice(0, 5) })
}
