import { minute } from '../../domain/durations.ts'
import { evidenceSides } from '../../domain/evidence/summary.ts'
import type { Sight } from '../../domain/sight.ts'
import { momentTyped } from '../../domain/time-zones.ts'
import { isCountryCode, isLanguage } from '../../i18n/index.ts'
import type { BulkFilter } from '../../storage/bulk-rejection.ts'
import { readFilter } from '../queue/queue-filter.ts'

/** What a form of these pages sends: in a URL at first, in a body later. */
export type TypedBulk = Record<string, string | undefined>

/** By what requests are picked out; the fields are carried from step to step. */
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

/** Reads a filter. Its times are those of a time zone, the moderator's. */
export function readBulkFilter(typed: TypedBulk, timeZone: string, sight: Sight): BulkFilter {
  const { q, statement } = readFilter({ q: typed.q, statement: typed.statement }, sight)
  const { country = '', language = '' } = typed
  return {
    state: typed.state === 'returned' ? 'returned' : 'confirmed',
    q,
    statement,
    sight,
    country: isCountryCode(country) ? country : null,
    language: isLanguage(language) ? language : null,
    evidence: evidenceSides.find(side => side === typed.evidence) ?? null,
    from: readMinute(typed.from ?? '', 'start', timeZone),
    until: readMinute(typed.until ?? '', 'end', timeZone),
  }
}

/** True where nothing tells them from the whole queue: everybody would be rejected. */
export const isUnbounded = ({ q, country, language, evidence, from, until }: BulkFilter): boolean =>
  q === '' && country === null && language === null && evidence === null && !from && !until

/** What of a minute lies between its edges, and which of two is meant where clocks show it twice. */
const edges = {
  start: { milliseconds: 0, which: 'first' },
  end: { milliseconds: minute - 1, which: 'last' },
} as const

/** One edge of what a moderator chose: a minute in their time zone, as browsers send it. Null for anything else. */
export function readMinute(typed: string, edge: keyof typeof edges, timeZone: string): Date | null {
  const { milliseconds, which } = edges[edge]
  const at = momentTyped(typed, timeZone, which)
  return at && new Date(at.getTime() + milliseconds)
}

/** What of a filter may stand in a URL: what could be read, and no text with somebody's address in it. */
export function bulkParameters(typed: TypedBulk, timeZone: string): [string, string][] {
  const { state, from, until, sight, ...texts } = readBulkFilter(typed, timeZone, null)
  const times = { from: from && (typed.from ?? '').trim(), until: until && (typed.until ?? '').trim() }
  return Object.entries({ state: state === 'confirmed' ? '' : state, ...texts, ...times }).filter(
    (entry): entry is [string, string] => Boolean(entry[1]),
  )
}
