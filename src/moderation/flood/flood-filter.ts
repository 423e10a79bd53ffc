import { isSupportedYear } from '../../domain/dates.ts'
import { evidenceSides } from '../../domain/evidence/summary.ts'
import { isCountryCode, isLanguage } from '../../i18n/index.ts'
import type { FloodFilter } from '../../storage/flood.ts'
import { readFilter } from '../queue/queue-filter.ts'

/** What a form of the flood's pages sends: in a URL at first, in a body later. */
export type TypedFlood = Record<string, string | undefined>

/** The fields that single out a flood; they are carried from step to step. */
export const filterFields = [
  'state',
  'q',
  'statement',
  'country',
  'language',
  'evidence',
  'from',
  'until',
] as const

export function readFloodFilter(typed: TypedFlood): FloodFilter {
  const { q, statement } = readFilter({ q: typed.q, statement: typed.statement })
  const { country = '', language = '' } = typed
  return {
    state: typed.state === 'returned' ? 'returned' : 'confirmed',
    q,
    statement,
    country: isCountryCode(country) ? country : null,
    language: isLanguage(language) ? language : null,
    evidence: evidenceSides.find(side => side === typed.evidence) ?? null,
    from: readMinute(typed.from ?? '', 'start'),
    until: readMinute(typed.until ?? '', 'end'),
  }
}

/** True where nothing tells a flood from the queue: everybody would be rejected. */
export const isUnbounded = ({ q, country, language, evidence, from, until }: FloodFilter): boolean =>
  q === '' && country === null && language === null && evidence === null && !from && !until

/** The time of day that is meant where a day alone is named, and what of a minute lies between its edges. */
const edges = {
  start: { time: '00:00', milliseconds: 0 },
  end: { time: '23:59', milliseconds: 59_999 },
} as const

/** One edge of what a moderator typed: a minute in UTC, or a day. Null for anything else. */
export function readMinute(typed: string, edge: keyof typeof edges): Date | null {
  const [, date = '', time] = /^(\d{4}-\d\d-\d\d)(?:[ T](\d\d:\d\d))?$/.exec(typed.trim()) ?? []
  if (date === '') return null
  const iso = `${date}T${time ?? edges[edge].time}`
  const minute = new Date(`${iso}:00Z`)
  if (!isSupportedYear(minute) || !minute.toISOString().startsWith(iso)) return null
  return new Date(minute.getTime() + edges[edge].milliseconds)
}
