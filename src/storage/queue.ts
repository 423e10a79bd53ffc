import { and, eq, like, or, type SQL, sql } from 'drizzle-orm'
import type { Status } from '../domain/endorsement.ts'
import { searchWays } from '../domain/search.ts'
import type { Reader } from './client.ts'
import { beyond, type Cursor, exactTime, inOrder, isId } from './keyset.ts'
import { endorsements } from './schema/endorsements.ts'

/** In the order in which the desk offers them. */
export const statuses = [
  'confirmed',
  'returned',
  'requested',
  'approved',
  'rejected',
  'withdrawn',
  'expired',
] as const satisfies readonly Status[]
export type QueueState = Status | 'all'

/** What of all requests is looked at; founding signatories are among the approved ones. */
export type QueueFilter = {
  state: QueueState
  /** As it was typed: a name in any script, a website's host, an id. Empty: everything. */
  q: string
  /** The look-up of an e-mail address (`sealing.lookup`): the address itself stays out of every URL. */
  address: Uint8Array | null
  statement: string | null
}

/** A place in the queue's own order, and the side of it that is asked for. */
export type Place = { side: 'after' | 'before'; cursor: Cursor }

const { id, queuedAt, status, searchText, emailLookup, statement } = endorsements
const key = [queuedAt, id] as const

/** What waits is shown oldest first, all else newest first. */
export const oldestFirst = (state: QueueState): boolean => state === 'confirmed'

/** What a row of the queue is made of. */
export const queueColumns = {
  id,
  revision: endorsements.revision,
  status,
  statement,
  language: endorsements.language,
  name: endorsements.name,
  nameEn: endorsements.nameEn,
  nameBe: endorsements.nameBe,
  nameRu: endorsements.nameRu,
  country: endorsements.country,
  level: endorsements.evidenceLevel,
  firstApproved: sql<boolean>`${endorsements.firstApprovedBy} IS NOT NULL`,
  founding: sql<boolean>`${endorsements.foundingKey} IS NOT NULL`,
  queuedAt,
  at: exactTime(queuedAt),
}

export type QueuedRow = Awaited<ReturnType<typeof findQueuePage>>['rows'][number]

/**
 * One page of the queue, and whether more lie beyond it on the side asked for. Two indexes answer it,
 * `endorsements_by_state` and `endorsements_by_age`, so its cost is the page's and not the queue's.
 */
export async function findQueuePage(reader: Reader, filter: QueueFilter, place: Place | null, most: number) {
  const backwards = place?.side === 'before'
  const ascending = oldestFirst(filter.state) !== backwards
  const found = await reader
    .select(queueColumns)
    .from(endorsements)
    .where(and(within(filter), place ? beyond(key, place.cursor, ascending) : undefined))
    .orderBy(inOrder(key, ascending))
    .limit(most + 1)
  const rows = found.slice(0, most)
  return { rows: backwards ? rows.reverse() : rows, more: found.length > most }
}

/** The requests before and after one in the queue's order, also when it has left the queue itself. */
export async function findNeighbours(
  reader: Reader,
  filter: QueueFilter,
  row: { id: string },
): Promise<{ previous: string | null; next: string | null }> {
  const [own] = await reader
    .select({ at: exactTime(queuedAt) })
    .from(endorsements)
    .where(eq(id, row.id))
  if (!own) return { previous: null, next: null }
  const neighbour = async (side: Place['side']) => {
    const { rows } = await findQueuePage(reader, filter, { side, cursor: { at: own.at, id: row.id } }, 1)
    return rows[0]?.id ?? null
  }
  const [previous, next] = await Promise.all([neighbour('before'), neighbour('after')])
  return { previous, next }
}

/** As many as were counted; `more` where there are more than anybody counted to. */
export type Count = { count: number; more: boolean }

/** Nobody is told more exactly than this, so that a page costs the same however many wait. */
const cap = 1000

/** How many there are in each state, each counted no further than a cap. */
export async function countStates(
  reader: Reader,
  filter: Omit<QueueFilter, 'state'>,
): Promise<Record<QueueState, Count>> {
  if (filter.q !== '' || filter.address) return countMatches(reader, filter)
  const states: QueueState[] = [...statuses, 'all']
  // A sub-select each, with its state written out and in its index's order: the planner would otherwise read the
  // table from its start, where everything was decided long ago.
  const counts = states.map(
    state => sql`(SELECT count(*)::int FROM (
      SELECT FROM ${endorsements} WHERE ${within({ ...filter, state }) ?? sql`true`}
      ORDER BY ${inOrder(key, true)} LIMIT ${cap + 1}
    ) AS counted) AS ${sql.identifier(state)}`,
  )
  const [row] = await reader.execute<Record<QueueState, number>>(sql`SELECT ${sql.join(counts, sql`, `)}`)
  return forEachState(state => capped(row?.[state] ?? 0))
}

/** One pass over what matches, no further than the cap. */
async function countMatches(reader: Reader, filter: Omit<QueueFilter, 'state'>) {
  const some = reader
    .select({ status })
    .from(endorsements)
    .where(within({ ...filter, state: 'all' }))
    .limit(cap + 1)
    .as('some')
  const rows = await reader
    .select({ status: some.status, count: sql<number>`count(*)::int` })
    .from(some)
    .groupBy(some.status)
  const all = rows.reduce((sum, { count }) => sum + count, 0)
  const { more } = capped(all)
  return forEachState(state =>
    state === 'all'
      ? capped(all)
      : { count: Math.min(rows.find(row => row.status === state)?.count ?? 0, cap), more },
  )
}

const capped = (count: number): Count => ({ count: Math.min(count, cap), more: count > cap })

const forEachState = (make: (state: QueueState) => Count): Record<QueueState, Count> => ({
  confirmed: make('confirmed'),
  returned: make('returned'),
  requested: make('requested'),
  approved: make('approved'),
  rejected: make('rejected'),
  withdrawn: make('withdrawn'),
  expired: make('expired'),
  all: make('all'),
})

/** What the filter lets through. */
export const within = (filter: QueueFilter): SQL | undefined =>
  and(
    filter.state === 'all' ? undefined : eq(status, filter.state),
    filter.statement === null ? undefined : eq(statement, filter.statement),
    filter.address === null ? undefined : eq(emailLookup, filter.address),
    filter.q === '' ? undefined : saying(filter.q),
  )

/**
 * Rows whose names or website have every word of a text, or whose id it is.
 */
export function saying(q: string): SQL {
  const ways = searchWays(q).map(words => and(...words.map(word => like(searchText, `%${word}%`))))
  const typedId = q.trim().toLowerCase()
  return or(...ways, isId(typedId) ? eq(id, typedId) : undefined) ?? sql`false`
}
