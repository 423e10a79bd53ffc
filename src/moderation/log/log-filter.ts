import { isDay } from '../../domain/dates.ts'
import { longestSearch } from '../../domain/limits.ts'
import { logKinds } from '../../domain/log-kind.ts'
import type { Sight } from '../../domain/sight.ts'
import { slugPattern } from '../../domain/statement.ts'
import { endOfDay, startOfDay } from '../../domain/time-zones.ts'
import { isId } from '../../domain/uuid.ts'
import { type PagePosition, readPosition, writeCursor } from '../../storage/keyset.ts'
import { clock, type LogFilter, operator } from '../../storage/moderation-log.ts'
import { mentionsAddress, readText } from '../typed-search.ts'

/** The log's filter as it was typed, beside what could be read of it. */
export type TypedFilter = {
  filter: LogFilter
  position: PagePosition | null
  /** The text, where it may have an address in it: then it is no part of the filter, and stands in no URL. */
  refusedText: string | null
  /** Of somebody, or of a kind, that the log does not know: a page shows everything then, and says so in its fields. */
  isUnknown: boolean
  /** Days as they were typed, YYYY-MM-DD in the moderator's time zone, the last one included. */
  from: string
  to: string
}

/** Reads a filter. Its days are those of a time zone: whoever looks sees what happened on their own calendar. */
export function readLogFilter(
  query: Record<string, string | undefined>,
  timeZone: string,
  sight: Sight,
): TypedFilter {
  const from = (query.from ?? '').trim().slice(0, longestSearch)
  const to = (query.to ?? '').trim().slice(0, longestSearch)
  const { who: typedWho = '', kind: typedKind = '', statement: typedStatement = '' } = query
  const who = typedWho === operator || typedWho === clock || isId(typedWho) ? typedWho : null
  const kind = logKinds.find(known => known === typedKind) ?? null
  const statement = slugPattern.test(typedStatement) ? typedStatement : null
  return {
    filter: {
      who,
      kind,
      statement,
      sight,
      q: readText(query.q ?? ''),
      from: isDay(from) ? startOfDay(from, timeZone) : null,
      until: isDay(to) ? endOfDay(to, timeZone) : null,
    },
    refusedText: mentionsAddress(query.q ?? '') ? (query.q ?? '').slice(0, longestSearch) : null,
    isUnknown: (who ?? '') !== typedWho || (kind ?? '') !== typedKind || (statement ?? '') !== typedStatement,
    position: readPosition(query),
    from,
    to,
  }
}

/** True of what has to be written anew before it is looked for. */
export const isFaulty = ({ refusedText, from, to }: TypedFilter): boolean =>
  refusedText !== null || [from, to].some(typed => typed !== '' && !isDay(typed))

/** What a filter is made of, as a URL carries it: without what is empty or cannot be read. */
export const filterParameters = ({ filter, from, to }: TypedFilter): [string, string][] =>
  (
    [
      ['who', filter.who ?? ''],
      ['kind', filter.kind ?? ''],
      ['statement', filter.statement ?? ''],
      ['q', filter.q],
      ['from', isDay(from) ? from : ''],
      ['to', isDay(to) ? to : ''],
    ] satisfies [string, string][]
  ).filter(([, value]) => value !== '')

/** The query string of a filter and of the page at a position. */
export function logQuery(typed: TypedFilter, position: PagePosition | null): string {
  const page: [string, string][] = position ? [[position.side, writeCursor(position.cursor)]] : []
  const query = new URLSearchParams([...filterParameters(typed), ...page]).toString()
  return query === '' ? '' : `?${query}`
}
