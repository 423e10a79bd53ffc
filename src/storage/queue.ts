import { and, eq, inArray, like, or, type SQL, sql } from 'drizzle-orm'
import type { Status } from '../domain/endorsement.ts'
import { searchAlternatives } from '../domain/search.ts'
import type { Sight } from '../domain/sight.ts'
import { isId } from '../domain/uuid.ts'
import type { Reader } from './client.ts'
import { isDue, isMarked } from './evidence-due.ts'
import {
  beyond,
  exactTime,
  inOrder,
  type KeysetPage,
  type PagePosition,
  pageAround,
  pageOf,
} from './keyset.ts'
import { endorsements, proposals } from './schema/endorsements.ts'
import { inSight } from './sight.ts'
import { hasUnreachableAddress } from './unreachable.ts'

/** In the order in which the desk offers them. */
const statuses = [
  'confirmed',
  'returned',
  'requested',
  'approved',
  'rejected',
  'withdrawn',
  'expired',
] as const satisfies readonly Status[]
/** `proposed`: signatories that propose a correction, which waits for moderators too. */
export type QueueState = Status | 'proposed' | 'all'

/** What the queue's filter offers, in order. */
export const queueStates = [
  'confirmed',
  'proposed',
  ...statuses.filter(one => one !== 'confirmed'),
  'all',
] as const satisfies readonly QueueState[]

/** What of all requests is looked at; founding signatories are among the approved ones. */
export type QueueFilter = {
  state: QueueState
  /** As it was typed: a name in any script, a website's host, an id. Empty: everything. */
  q: string
  /** The look-up of an e-mail address (`sealing.lookup`): the address itself stays out of every URL. */
  address: readonly Uint8Array[] | null
  statement: string | null
  /** Of whoever looks. */
  sight: Sight
}

const { id, queuedAt, status, searchText, typedLookup, statement } = endorsements
const queueKey = [queuedAt, id] as const
/** Of what is proposed: since when that waits. */
const proposalKey = [proposals.proposedAt, proposals.endorsementId] as const

/** What waits is shown oldest first, all else newest first. */
export const isOldestFirst = (state: QueueState): boolean => state === 'confirmed' || state === 'proposed'

/** What a row of the queue is made of. */
export const queueColumns = {
  id,
  revision: endorsements.revision,
  status,
  statement,
  kind: endorsements.kind,
  language: endorsements.language,
  name: endorsements.name,
  names: endorsements.names,
  country: endorsements.country,
  speaksFor: endorsements.speaksFor,
  speaksAgainst: endorsements.speaksAgainst,
  isDue,
  isMarked,
  nameWithheld: endorsements.nameWithheld,
  hasFirstApproval: sql<boolean>`${endorsements.firstApprovedBy} IS NOT NULL`,
  founding: sql<boolean>`${endorsements.foundingKey} IS NOT NULL`,
  notes: sql<number>`(SELECT count(*)::int FROM log WHERE log.endorsement_id = endorsements.id AND log.kind = 'note')`,
  amended: sql<boolean>`EXISTS (
    SELECT FROM events WHERE events.endorsement_id = endorsements.id AND events.kind = 'amended')`,
  unreached: hasUnreachableAddress,
  queuedAt,
  proposedAt: sql<Date | null>`(
    SELECT proposed_at FROM proposals WHERE proposals.endorsement_id = endorsements.id)`.mapWith(
    proposals.proposedAt,
  ),
  cursor: { at: exactTime(queuedAt), id },
}

/** A proposal's place is its own; one that is decided is looked for where the entry came onto the list. */
const proposedOrQueued = sql`coalesce(${queueColumns.proposedAt}, ${queuedAt})`
const selectRows = (reader: Reader, state: QueueState) =>
  reader
    .select(
      state === 'proposed'
        ? { ...queueColumns, cursor: { at: exactTime(proposedOrQueued), id } }
        : queueColumns,
    )
    .from(endorsements)
export type QueuedRow = Awaited<ReturnType<typeof selectRows>>[number]

/**
 * One page of the queue. Two indexes answer it, `endorsements_by_state` and `endorsements_by_age`, so it costs the same
 * however long the queue is.
 */
export async function findQueuePage(
  reader: Reader,
  filter: QueueFilter,
  position: PagePosition | null,
  most: number,
): Promise<KeysetPage<QueuedRow>> {
  const isBackwards = position?.side === 'before'
  const isAscending = isOldestFirst(filter.state) !== isBackwards
  if (filter.state === 'proposed') return findProposedPage(reader, filter, position, most)
  const order = inOrder(queueKey, isAscending)
  // The page is picked first: with the cost of what a row says beside, the planner would not see which index is short.
  const page = reader
    .select({ id })
    .from(endorsements)
    .where(and(matches(filter), position ? beyond(queueKey, position.cursor, isAscending) : undefined))
    .orderBy(order)
    .limit(most + 1)
  const rows = await selectRows(reader, filter.state).where(inArray(id, page)).orderBy(order)
  return pageOf(rows, most, position)
}

/** The same of what is proposed, in the order in which it was: `proposals_by_age` answers it. */
async function findProposedPage(
  reader: Reader,
  filter: QueueFilter,
  position: PagePosition | null,
  most: number,
): Promise<KeysetPage<QueuedRow>> {
  const isAscending = position?.side !== 'before'
  const page = reader
    .select({ id: proposals.endorsementId })
    .from(proposals)
    .innerJoin(endorsements, eq(id, proposals.endorsementId))
    .where(and(matches(filter), position ? beyond(proposalKey, position.cursor, isAscending) : undefined))
    .orderBy(inOrder(proposalKey, isAscending))
    .limit(most + 1)
  const rows = await selectRows(reader, 'proposed')
    .where(inArray(id, page))
    .orderBy(inOrder([proposedOrQueued, id], isAscending))
  return pageOf(rows, most, position)
}

/**
 * A page of the queue with one request in its midst: where it stands, or stood before it left what the filter lets
 * through. Empty where there is no such request.
 */
export async function findPageAround(
  reader: Reader,
  filter: QueueFilter,
  request: { id: string },
  most: number,
): Promise<QueuedRow[]> {
  const [own] = await selectRows(reader, filter.state).where(
    and(eq(id, request.id), inSight(statement, filter.sight)),
  )
  if (!own) return []
  const beside = (side: PagePosition['side']) =>
    findQueuePage(reader, filter, { side, cursor: own.cursor }, most - 1)
  const [before, after] = await Promise.all([beside('before'), beside('after')])
  return pageAround(before.rows, own, after.rows, most)
}

/** The requests before and after one in the queue's order, also when it has left the queue itself. */
export async function findNeighbours(
  reader: Reader,
  filter: QueueFilter,
  row: { id: string },
): Promise<{ previous: string | null; next: string | null }> {
  const [own] = await reader
    .select({ at: exactTime(filter.state === 'proposed' ? proposedOrQueued : queuedAt) })
    .from(endorsements)
    .where(and(eq(id, row.id), inSight(statement, filter.sight)))
  if (!own) return { previous: null, next: null }
  const cursor = { at: own.at, id: row.id }
  const neighbour = async (side: PagePosition['side']) => {
    const { rows } = await findQueuePage(reader, filter, { side, cursor }, 1)
    return rows[0]?.id ?? null
  }
  const [previous, next] = await Promise.all([neighbour('before'), neighbour('after')])
  return { previous, next }
}

/** `more`: there are more than were counted. */
export type Count = { count: number; more: boolean }

/** Counting ends here, so that a page costs the same however many wait. */
const mostCounted = 1000

/** How many there are in each state, each up to {@link mostCounted}. */
export async function countStates(
  reader: Reader,
  filter: Omit<QueueFilter, 'state'>,
): Promise<Record<QueueState, Count>> {
  if (filter.q !== '' || filter.address) return countMatches(reader, filter)
  const states: QueueState[] = [...statuses, 'all']
  // A sub-select each, with its state written out and in its index's order. Otherwise the planner reads the table from
  // its start, where everything was decided long ago.
  const counts = states.map(
    state => sql`(SELECT count(*)::int FROM (
      SELECT FROM ${endorsements} WHERE ${matches({ ...filter, state }) ?? sql`true`}
      ORDER BY ${inOrder(queueKey, true)} LIMIT ${mostCounted + 1}
    ) AS counted) AS ${sql.identifier(state)}`,
  )
  const proposed = sql`(SELECT count(*)::int FROM (
    SELECT FROM ${proposals} JOIN ${endorsements} ON ${id} = ${proposals.endorsementId}
    WHERE ${matches({ ...filter, state: 'proposed' }) ?? sql`true`} LIMIT ${mostCounted + 1}
  ) AS counted) AS proposed`
  const [row] = await reader.execute<Record<QueueState, number>>(
    sql`SELECT ${sql.join([...counts, proposed], sql`, `)}`,
  )
  return forEachState(state => capped(row?.[state] ?? 0))
}

/** One pass over what matches, up to {@link mostCounted}. */
async function countMatches(reader: Reader, filter: Omit<QueueFilter, 'state'>) {
  const some = reader
    .select({ status, proposed: sql<boolean>`${queueColumns.proposedAt} IS NOT NULL`.as('proposed') })
    .from(endorsements)
    .where(matches({ ...filter, state: 'all' }))
    .limit(mostCounted + 1)
    .as('some')
  const rows = await reader
    .select({
      status: some.status,
      count: sql<number>`count(*)::int`,
      proposed: sql<number>`count(*) FILTER (WHERE ${some.proposed})::int`,
    })
    .from(some)
    .groupBy(some.status)
  const all = capped(rows.reduce((sum, { count }) => sum + count, 0))
  const proposed = rows.reduce((sum, row) => sum + row.proposed, 0)
  return forEachState(state => {
    if (state === 'all') return all
    if (state === 'proposed') return { count: Math.min(proposed, mostCounted), more: all.more }
    const count = rows.find(row => row.status === state)?.count ?? 0
    return { count: Math.min(count, mostCounted), more: all.more }
  })
}

const capped = (count: number): Count => ({ count: Math.min(count, mostCounted), more: count > mostCounted })

const forEachState = (make: (state: QueueState) => Count): Record<QueueState, Count> => ({
  confirmed: make('confirmed'),
  proposed: make('proposed'),
  returned: make('returned'),
  requested: make('requested'),
  approved: make('approved'),
  rejected: make('rejected'),
  withdrawn: make('withdrawn'),
  expired: make('expired'),
  all: make('all'),
})

/** What the filter lets through. */
export const matches = (filter: QueueFilter): SQL | undefined =>
  and(
    filter.state === 'all' || filter.state === 'proposed' ? undefined : eq(status, filter.state),
    filter.statement === null ? undefined : eq(statement, filter.statement),
    inSight(statement, filter.sight),
    filter.address === null ? undefined : inArray(typedLookup, [...filter.address]),
    filter.q === '' ? undefined : hasText(filter.q),
  )

/** Rows whose names or website have every word of a text, or whose id the text is. */
export function hasText(q: string): SQL {
  const namesContain = searchAlternatives(q).map(words =>
    and(...words.map(word => like(searchText, `%${word}%`))),
  )
  const typedId = q.trim().toLowerCase()
  return or(...namesContain, isId(typedId) ? eq(id, typedId) : undefined) ?? sql`false`
}
