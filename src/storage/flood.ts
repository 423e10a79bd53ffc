import { and, eq, gte, inArray, lte, type SQL, sql } from 'drizzle-orm'
import type { Level } from '../domain/evidence.ts'
import type { Language } from '../domain/language.ts'
import type { Reader } from './client.ts'
import { inOrder } from './keyset.ts'
import { type QueuedRow, type QueueFilter, queueColumns, within } from './queue.ts'
import { endorsements } from './schema/endorsements.ts'

/** What of the queue a flood is told by. */
export type FloodFilter = Pick<QueueFilter, 'q' | 'statement'> & {
  state: 'confirmed' | 'returned'
  country: string | null
  language: Language | null
  level: Level | null
  /** Since when it waits, both ends included. */
  from: Date | null
  until: Date | null
}

/** How far what matches is counted. */
const mostCounted = 10_000

/** What matches, oldest first and no more than `most`, and how many match in all (counted to 10,000). */
export async function findFlood(
  reader: Reader,
  filter: FloodFilter,
  most: number,
): Promise<{ rows: QueuedRow[]; matching: number }> {
  const { queuedAt, id } = endorsements
  const matches = matching(filter)
  const counted = reader
    .select({ one: sql`1` })
    .from(endorsements)
    .where(matches)
    .limit(mostCounted)
    .as('counted')
  const [rows, [total]] = await Promise.all([
    reader
      .select(queueColumns)
      .from(endorsements)
      .where(matches)
      .orderBy(inOrder([queuedAt, id], true))
      .limit(most),
    reader.select({ count: sql<number>`count(*)::int` }).from(counted),
  ])
  return { rows, matching: total?.count ?? 0 }
}

/** The rows of these ids as they are now, oldest first. */
export function findRows(reader: Reader, ids: readonly string[]): Promise<QueuedRow[]> {
  const { queuedAt, id } = endorsements
  // As one text: a parameter for each of a thousand ids is a thousand to parse, and a new statement for each number.
  const wanted = sql`(SELECT unnest(string_to_array(${ids.join(',')}, ',')::uuid[]))`
  return reader
    .select(queueColumns)
    .from(endorsements)
    .where(inArray(id, wanted))
    .orderBy(inOrder([queuedAt, id], true))
}

function matching(filter: FloodFilter): SQL | undefined {
  const { q, statement, state, country, language, level, from, until } = filter
  const { queuedAt } = endorsements
  return and(
    within({ state, q, statement, address: null }),
    country === null ? undefined : eq(endorsements.country, country),
    language === null ? undefined : eq(endorsements.language, language),
    level === null ? undefined : eq(endorsements.evidenceLevel, level),
    from ? gte(queuedAt, from) : undefined,
    until ? lte(queuedAt, until) : undefined,
  )
}
