import { and, eq, gte, inArray, lte, type SQL, sql } from 'drizzle-orm'
import type { Level } from '../domain/evidence/reasons.ts'
import type { Language } from '../domain/language.ts'
import type { Reader } from './client.ts'
import { inOrder } from './keyset.ts'
import { matches, type QueuedRow, type QueueFilter, queueColumns } from './queue.ts'
import { endorsements } from './schema/endorsements.ts'

/** By what a moderator picks a flood out of the queue. */
export type FloodFilter = Pick<QueueFilter, 'q' | 'statement'> & {
  state: 'confirmed' | 'returned'
  country: string | null
  language: Language | null
  level: Level | null
  /** Since when it waits, both ends included. */
  from: Date | null
  until: Date | null
}

/** Counting ends here. */
const mostCounted = 10_000

const oldestFirst = inOrder([endorsements.queuedAt, endorsements.id], true)

/** The oldest `most` that match, and how many match in all, up to {@link mostCounted}. */
export async function findFlood(
  reader: Reader,
  filter: FloodFilter,
  most: number,
): Promise<{ rows: QueuedRow[]; matching: number }> {
  const matchesFlood = matching(filter)
  const counted = reader
    .select({ one: sql`1` })
    .from(endorsements)
    .where(matchesFlood)
    .limit(mostCounted)
    .as('counted')
  const [rows, [total]] = await Promise.all([
    reader.select(queueColumns).from(endorsements).where(matchesFlood).orderBy(oldestFirst).limit(most),
    reader.select({ count: sql<number>`count(*)::int` }).from(counted),
  ])
  return { rows, matching: total?.count ?? 0 }
}

/** The rows of these ids as they are now, oldest first. */
export function findRows(reader: Reader, ids: readonly string[]): Promise<QueuedRow[]> {
  // One text for all ids: as parameters a thousand of them are slow to parse, and each number of them is a statement
  // of its own.
  const wanted = sql`(SELECT unnest(string_to_array(${ids.join(',')}, ',')::uuid[]))`
  return reader
    .select(queueColumns)
    .from(endorsements)
    .where(inArray(endorsements.id, wanted))
    .orderBy(oldestFirst)
}

function matching(filter: FloodFilter): SQL | undefined {
  const { q, statement, state, country, language, level, from, until } = filter
  const { queuedAt } = endorsements
  return and(
    matches({ state, q, statement, address: null }),
    country === null ? undefined : eq(endorsements.country, country),
    language === null ? undefined : eq(endorsements.language, language),
    level === null ? undefined : eq(endorsements.evidenceLevel, level),
    from ? gte(queuedAt, from) : undefined,
    until ? lte(queuedAt, until) : undefined,
  )
}
