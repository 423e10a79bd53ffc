import type { Deps } from '../../deps.ts'
import type { Status } from '../../domain/endorsement.ts'
import type { Level } from '../../domain/evidence/reasons.ts'
import type { Language } from '../../domain/language.ts'
import type { Names } from '../../domain/organisation.ts'
import {
  type KeysetPage,
  neighbourPages,
  type PagePosition,
  readPosition,
  writeCursor,
} from '../../storage/keyset.ts'
import { namesOf } from '../../storage/names.ts'
import {
  type Count,
  countStates,
  findNeighbours,
  findQueuePage,
  isOldestFirst,
  type QueuedRow,
  type QueueFilter,
  type QueueState,
  statuses,
} from '../../storage/queue.ts'
import { findStatements } from '../../storage/statement-settings.ts'
import { addressIn, mentionsAddress, readText } from '../typed-search.ts'

export { findNeighbours } from '../../storage/queue.ts'

/** What of the queue is looked at, and from where on. */
export type Filter = QueueFilter & { position: PagePosition | null }

/** A request as a row of the queue shows it. */
export type QueueRow = {
  id: string
  revision: number
  status: Status
  language: Language
  name: string
  names: Names
  country: string | null
  /** As it was weighed last; null where nobody has confirmed it yet. */
  level: Level | null
  firstApproved: boolean
  founding: boolean
  queuedAt: Date
  /** Milliseconds. */
  age: number
  /** Null where there is only one statement. */
  statement: { title: string; language: Language } | null
}

export type Queue = {
  rows: QueueRow[]
  /** The neighbouring pages; null where there are none. Which of them comes next depends on the state. */
  older: Filter | null
  newer: Filter | null
  counts: Record<QueueState, Count>
  statements: { slug: string; title: string; language: Language }[]
}

export const pageLength = 50

/** What waits, from the start. */
export const everythingWaiting: Filter = {
  state: 'confirmed',
  q: '',
  address: null,
  statement: null,
  position: null,
}

/** The filter in a page's query. What cannot be read is as if it were not there. */
export function readFilter(query: Record<string, string | undefined>): Filter {
  const state = [...statuses, 'all' as const].find(known => known === query.state) ?? 'confirmed'
  return {
    state,
    q: readText(query.q ?? ''),
    address: readLookup(query.address),
    statement: /^[a-z0-9-]{1,100}$/.test(query.statement ?? '') ? (query.statement ?? null) : null,
    position: readPosition(query),
  }
}

/** The query string that carries the filter along: empty, or from the question mark on. */
export function filterQuery({ state, q, address, statement, position }: Filter): string {
  const given: [string, string][] = [
    ['state', state === 'confirmed' ? '' : state],
    ['q', q],
    ['address', address ? Buffer.from(address).toString('base64url') : ''],
    ['statement', statement ?? ''],
    [position?.side ?? 'after', position ? writeCursor(position.cursor) : ''],
  ]
  const query = new URLSearchParams(given.filter(([, value]) => value !== '')).toString()
  return query === '' ? '' : `?${query}`
}

/**
 * What was typed into the search box, as a filter over all requests. An e-mail address becomes its look-up at
 * once: no URL, and so no history and no log, ever has the address itself. Null for a text that may have one in it
 * and does not say which.
 */
export function searchFor(
  { sealing }: Pick<Deps, 'sealing'>,
  typed: string,
  statement: string | null,
): Filter | null {
  const everywhere: Filter = { ...everythingWaiting, state: 'all', statement }
  if (mentionsAddress(typed)) {
    const address = addressIn(typed)
    return address === null ? null : { ...everywhere, address: sealing.lookup(address) }
  }
  const q = readText(typed)
  return q === '' ? { ...everythingWaiting, statement } : { ...everywhere, q }
}

/** One page of the queue with its counts; three queries, none of which grows with the queue. */
export async function loadQueue(deps: Pick<Deps, 'db' | 'now'>, filter: Filter): Promise<Queue> {
  const [loaded, counts] = await Promise.all([loadRows(deps, filter), countStates(deps.db, filter)])
  return { ...loaded, counts }
}

/** The same without the counts, for where the rows stand beside something else. */
export async function loadRows(
  { db, now }: Pick<Deps, 'db' | 'now'>,
  filter: Filter,
): Promise<Omit<Queue, 'counts'>> {
  const [page, statements] = await Promise.all([
    findQueuePage(db, filter, filter.position, pageLength),
    findStatements(db),
  ])
  const at = now()
  const rows = page.rows.map(row => queueRow(row, at, statements))
  return { rows, ...olderAndNewer(filter, page), statements }
}

/** A row as it is shown at a moment. */
export function queueRow(row: QueuedRow, at: Date, statements: Queue['statements']): QueueRow {
  const { id, revision, status, language, name, country, level, firstApproved, founding, queuedAt } = row
  const names = namesOf(row)
  const age = Math.max(0, at.getTime() - queuedAt.getTime())
  const statement = statements.length > 1 ? statements.find(({ slug }) => slug === row.statement) : undefined
  const shown = { id, revision, status, language, name, names, country, level, firstApproved, founding }
  return { ...shown, queuedAt, age, statement: statement ?? null }
}

/** The id of the request that comes after one in the queue; null at its end. */
export async function nextAfter(
  { db }: Pick<Deps, 'db'>,
  filter: Filter,
  id: string,
): Promise<string | null> {
  const { next } = await findNeighbours(db, filter, { id })
  return next
}

function olderAndNewer(filter: Filter, page: KeysetPage<QueuedRow>): Pick<Queue, 'older' | 'newer'> {
  const neighbours = neighbourPages(page, filter.position)
  const before = neighbours.before && { ...filter, position: neighbours.before }
  const after = neighbours.after && { ...filter, position: neighbours.after }
  return isOldestFirst(filter.state) ? { older: before, newer: after } : { older: after, newer: before }
}

function readLookup(word: string | undefined): Uint8Array | null {
  if (!/^[A-Za-z0-9_-]{43}$/.test(word ?? '')) return null
  const bytes = new Uint8Array(Buffer.from(word ?? '', 'base64url'))
  return bytes.length === 32 ? bytes : null
}
