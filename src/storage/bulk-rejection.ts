import { and, eq, gt, gte, inArray, lte, not, type SQL, sql } from 'drizzle-orm'
import type { EvidenceSide } from '../domain/evidence/summary.ts'
import type { Language } from '../domain/language.ts'
import type { Sight } from '../domain/sight.ts'
import type { Reader } from './client.ts'
import { isDue } from './evidence-due.ts'
import { inOrder } from './keyset.ts'
import { matches, type QueuedRow, type QueueFilter, queueColumns } from './queue.ts'
import { endorsements } from './schema/endorsements.ts'
import { inSight } from './sight.ts'

/** By what a moderator picks requests out of the queue. */
export type BulkFilter = Pick<QueueFilter, 'q' | 'statement' | 'sight'> & {
  state: 'confirmed' | 'returned'
  country: string | null
  language: Language | null
  evidence: EvidenceSide | null
  /** Since when it waits, both ends included. */
  from: Date | null
  until: Date | null
}

/** Counting ends here. */
const mostCounted = 10_000

const oldestFirst = inOrder([endorsements.queuedAt, endorsements.id], true)

/** The oldest `most` that match, and how many match in all, up to {@link mostCounted}. */
export async function findBulk(
  reader: Reader,
  filter: BulkFilter,
  most: number,
): Promise<{ rows: QueuedRow[]; matching: number }> {
  const isOfBulk = matching(filter)
  const counted = reader
    .select({ one: sql`1` })
    .from(endorsements)
    .where(isOfBulk)
    .limit(mostCounted)
    .as('counted')
  const [rows, [total]] = await Promise.all([
    reader.select(queueColumns).from(endorsements).where(isOfBulk).orderBy(oldestFirst).limit(most),
    reader.select({ count: sql<number>`count(*)::int` }).from(counted),
  ])
  return { rows, matching: total?.count ?? 0 }
}

/** Of what matches but for its evidence, some that have to be weighed before that is known. */
export async function findDueOf(reader: Reader, filter: BulkFilter, most: number): Promise<string[]> {
  const rows = await reader
    .select({ id: endorsements.id })
    .from(endorsements)
    .where(and(matching({ ...filter, evidence: null }), isDue))
    .orderBy(oldestFirst)
    .limit(most)
  return rows.map(({ id }) => id)
}

/** The rows of these ids as they are now, oldest first; without those that somebody of this sight may not see. */
export function findRows(reader: Reader, ids: readonly string[], sight: Sight): Promise<QueuedRow[]> {
  // One text for all ids: as parameters a thousand of them are slow to parse, and each number of them is a statement
  // of its own.
  const wanted = sql`(SELECT unnest(string_to_array(${ids.join(',')}, ',')::uuid[]))`
  return reader
    .select(queueColumns)
    .from(endorsements)
    .where(and(inArray(endorsements.id, wanted), inSight(endorsements.statement, sight)))
    .orderBy(oldestFirst)
}

/** As it was weighed last: what is due to be weighed anew is on no side. */
const speaks: Record<EvidenceSide, SQL> = {
  against: gt(endorsements.speaksAgainst, 0),
  'nothing-for': eq(endorsements.speaksFor, 0),
  for: gt(endorsements.speaksFor, 0),
}

function matching(filter: BulkFilter): SQL | undefined {
  const { q, statement, sight, state, country, language, evidence, from, until } = filter
  const { queuedAt } = endorsements
  return and(
    matches({ state, q, statement, sight, address: null }),
    country === null ? undefined : eq(endorsements.country, country),
    language === null ? undefined : eq(endorsements.language, language),
    evidence === null ? undefined : and(not(isDue), speaks[evidence]),
    from ? gte(queuedAt, from) : undefined,
    until ? lte(queuedAt, until) : undefined,
  )
}
