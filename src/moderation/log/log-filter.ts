import { isSupportedYear } from '../../domain/dates.ts'
import { day } from '../../domain/durations.ts'
import { longestSearch } from '../../domain/limits.ts'
import { isId } from '../../domain/uuid.ts'
import { type PagePosition, readPosition, writeCursor } from '../../storage/keyset.ts'
import { type LogFilter, logKinds, operator } from '../../storage/moderation-log.ts'
import { mentionsAddress, readText } from '../typed-search.ts'

/** The log's filter as it was typed, beside what could be read of it. */
export type TypedFilter = {
  filter: LogFilter
  position: PagePosition | null
  /** The text, where it may have an address in it: then it is no part of the filter, and stands in no URL. */
  refusedText: string | null
  /** Days as they were typed, YYYY-MM-DD in UTC, the last one included. */
  from: string
  to: string
}

export function readLogFilter(query: Record<string, string | undefined>): TypedFilter {
  const from = (query.from ?? '').trim().slice(0, longestSearch)
  const to = (query.to ?? '').trim().slice(0, longestSearch)
  const last = readDay(to)
  const who = query.who ?? ''
  return {
    filter: {
      who: who === operator || isId(who) ? who : null,
      kind: logKinds.find(kind => kind === query.kind) ?? null,
      q: readText(query.q ?? ''),
      from: readDay(from),
      until: last && new Date(last.getTime() + day),
    },
    refusedText: mentionsAddress(query.q ?? '') ? (query.q ?? '').slice(0, longestSearch) : null,
    position: readPosition(query),
    from,
    to,
  }
}

/** True of what has to be written anew before it is looked for. */
export const isFaulty = ({ refusedText, from, to }: TypedFilter): boolean =>
  refusedText !== null || [from, to].some(typed => typed !== '' && !readDay(typed))

/** The query string of a filter and of the page at a position. */
export function logQuery({ filter, from, to }: TypedFilter, position: PagePosition | null): string {
  const parameters: [string, string][] = [
    ['who', filter.who ?? ''],
    ['kind', filter.kind ?? ''],
    ['q', filter.q],
    ['from', readDay(from) ? from : ''],
    ['to', readDay(to) ? to : ''],
    [position?.side ?? 'after', position ? writeCursor(position.cursor) : ''],
  ]
  const query = new URLSearchParams(parameters.filter(([, value]) => value !== '')).toString()
  return query === '' ? '' : `?${query}`
}

/** Midnight UTC of a day that the calendar has; null for anything else. */
export function readDay(typed: string): Date | null {
  if (!/^\d{4}-\d\d-\d\d$/.test(typed)) return null
  const time = new Date(`${typed}T00:00:00Z`)
  return isSupportedYear(time) && time.toISOString().startsWith(typed) ? time : null
}
