import { isSupportedYear } from './dates.ts'
import { day } from './durations.ts'

// Time zones by their IANA names. Intl knows them alike on both runtimes; the machine's own zone counts nowhere.

export const utc = 'UTC'

/** Names of today for those that Intl still lists under an older one; it takes either. */
const renamed = new Map([
  ['Africa/Asmera', 'Africa/Asmara'],
  ['America/Godthab', 'America/Nuuk'],
  ['Asia/Calcutta', 'Asia/Kolkata'],
  ['Asia/Katmandu', 'Asia/Kathmandu'],
  ['Asia/Rangoon', 'Asia/Yangon'],
  ['Asia/Saigon', 'Asia/Ho_Chi_Minh'],
  ['Atlantic/Faeroe', 'Atlantic/Faroe'],
  ['Europe/Kiev', 'Europe/Kyiv'],
  ['Pacific/Enderbury', 'Pacific/Kanton'],
])

/** The zones that are offered, UTC first. */
export const timeZones = (): string[] => [
  utc,
  ...Intl.supportedValuesOf('timeZone')
    .filter(name => name !== utc)
    .map(name => renamed.get(name) ?? name)
    .sort(),
]

/**
 * The zone that somebody typed, spelled as it is offered; null where there is none. An offset like +01:00 is no zone:
 * it knows no summer.
 */
export function zoneNamed(typed: string): string | null {
  const name = typed.trim().replace(/\s+/g, '_')
  if (name === '') return utc
  if (!/^[A-Za-z][A-Za-z0-9_+/-]{0,63}$/.test(name)) return null
  const offered = timeZones().find(zone => zone.toLowerCase() === name.toLowerCase())
  return offered ?? (formatterOf(name) ? name : null)
}

/** A moment on the clocks of a zone: YYYY-MM-DD, and HH:MM:SS. */
type LocalTime = { date: string; time: string }

/** What the clocks of a zone show at a moment; those of UTC where this runtime does not know the zone. */
export function localTime(at: Date, zone: string): LocalTime {
  const formatter = zone === utc ? null : formatterOf(zone)
  if (!formatter) {
    const [date = '', time = ''] = at.toISOString().split('T')
    return { date, time: time.slice(0, 8) }
  }
  const parts = new Map(formatter.formatToParts(at).map(({ type, value }) => [type, value]))
  const [year, month, date, hour, minutes, seconds] = (
    ['year', 'month', 'day', 'hour', 'minute', 'second'] as const
  ).map(type => (parts.get(type) ?? '').padStart(type === 'year' ? 4 : 2, '0'))
  return { date: `${year}-${month}-${date}`, time: `${hour}:${minutes}:${seconds}` }
}

/**
 * The moment at which the clocks of a zone show a date (YYYY-MM-DD) and a time (HH:MM).
 * - Of an hour that comes twice, in autumn, `which` says the one that is meant.
 * - A time that the clocks leap over, in spring, is as long after the leap as it would be after midnight.
 */
export function momentOf({ date, time }: LocalTime, zone: string, which: 'first' | 'last'): Date {
  const wanted = Date.parse(`${date}T${time}Z`)
  // A zone changes its clocks once within two days, at most.
  const [before = 0, after = 0] = [wanted - day, wanted + day].map(near => offsetAt(near, zone))
  const moments = [wanted - before, wanted - after].filter(at => at + offsetAt(at, zone) === wanted)
  if (moments.length === 0) return new Date(wanted - before)
  return new Date(which === 'first' ? Math.min(...moments) : Math.max(...moments))
}

/**
 * What somebody typed, on the clocks of a zone: YYYY-MM-DDTHH:MM as browsers send it, or with a blank as people write
 * it; null for anything else.
 */
export function momentTyped(typed: string, zone: string, which: 'first' | 'last'): Date | null {
  const [, date = '', time = ''] = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2})(?::00)?$/.exec(typed.trim()) ?? []
  const inUtc = new Date(`${date}T${time}Z`)
  // 31 February is no day, though Date takes it for one in March.
  if (Number.isNaN(inUtc.getTime()) || inUtc.toISOString().slice(0, 10) !== date) return null
  return isSupportedYear(inUtc) ? momentOf({ date, time }, zone, which) : null
}

/** The first moment of a day (YYYY-MM-DD) in a zone: not midnight where the clocks leap over it. */
export const startOfDay = (date: string, zone: string): Date =>
  momentOf({ date, time: '00:00' }, zone, 'first')

/** The first moment after a day in a zone: 23, 24 or 25 hours after its beginning. */
export function endOfDay(date: string, zone: string): Date {
  const next = new Date(Date.parse(`${date}T00:00Z`) + day)
  return startOfDay(next.toISOString().slice(0, 10), zone)
}

/** How far the clocks of a zone are ahead of UTC, in milliseconds. */
function offsetAt(at: number, zone: string): number {
  const { date, time } = localTime(new Date(at), zone)
  return Date.parse(`${date}T${time}Z`) - Math.floor(at / 1000) * 1000
}

const formatters = new Map<string, Intl.DateTimeFormat | null>()

/** Null for a zone that this runtime does not know. */
function formatterOf(zone: string): Intl.DateTimeFormat | null {
  const known = formatters.get(zone)
  if (known !== undefined) return known
  const formatter = makeFormatter(zone)
  // There are some hundred zones, and as many spellings as somebody likes to type.
  if (formatters.size < 1000) formatters.set(zone, formatter)
  return formatter
}

function makeFormatter(timeZone: string): Intl.DateTimeFormat | null {
  try {
    return new Intl.DateTimeFormat('en-US-u-ca-gregory-nu-latn', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    })
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}
