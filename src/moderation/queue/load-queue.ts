import type { Deps } from '../../deps.ts'
import { isUndecided, type Status } from '../../domain/endorsement.ts'
import type { EvidenceSummary } from '../../domain/evidence/summary.ts'
import type { Language } from '../../domain/language.ts'
import { mostWeighedOnPage } from '../../domain/limits.ts'
import type { Names } from '../../domain/organisation.ts'
import type { SignerKind } from '../../domain/statement.ts'
import { weighNow } from '../../storage/evidence-due.ts'
import { weighingWith } from '../weighing-with.ts'
import { type KeysetPage, neighbourPages } from '../../storage/keyset.ts'
import {
  type Count,
  countStates,
  findPageAround,
  findQueuePage,
  isOldestFirst,
  type QueuedRow,
  type QueueFilter,
  type QueueState,
} from '../../storage/queue.ts'
import { findStatements } from '../../storage/statement-settings.ts'
import { loadClaimants } from '../claim/load-claimants.ts'
import type { Filter } from './queue-filter.ts'

/** A request as a row of the queue shows it. */
export type QueueRow = {
  id: string
  revision: number
  status: Status
  kind: SignerKind
  language: Language
  name: string
  names: Names
  country: string | null
  /** As it is now; 'due': it is being weighed anew. Null where nobody waits for a decision. */
  evidence: EvidenceSummary | 'due' | null
  /** It is counted and not named. */
  nameWithheld: boolean
  hasFirstApproval: boolean
  /** How many notes moderators wrote on it. */
  notes: number
  /** The representative changed it. Said while it is undecided. */
  amended: boolean
  founding: boolean
  /** Mail does not arrive at the address on file. */
  unreached: boolean
  /** Since when a correction is proposed for it; null where none is. */
  proposedAt: Date | null
  queuedAt: Date
  /** Milliseconds. */
  age: number
  /** The name of the moderator who looks at it; none where nobody does, or nobody asked. */
  claimant?: string | undefined
  /** Null where there is only one statement. */
  statement: { title: string; language: string } | null
}

export type Queue = {
  rows: QueueRow[]
  /** The neighbouring pages; null where there are none. Which of them comes next depends on the state. */
  older: Filter | null
  newer: Filter | null
  counts: Record<QueueState, Count>
  statements: { slug: string; title: string; language: string }[]
}

/** Rows on a page. */
export const pageLength = 50

type QueueDeps = Pick<Deps, 'db' | 'sealing' | 'log' | 'now'>

/** One page of the queue with its counts, statements named in a language; no query grows with the queue. */
export async function loadQueue(deps: QueueDeps, filter: Filter, lang?: Language): Promise<Queue> {
  const [loaded, counts] = await Promise.all([loadRows(deps, filter, lang), countStates(deps.db, filter)])
  return { ...loaded, counts }
}

/** The same without the counts, for where the rows stand beside something else. */
export async function loadRows(
  deps: QueueDeps,
  filter: Filter,
  lang?: Language,
): Promise<Omit<Queue, 'counts'>> {
  const findPage = () => findQueuePage(deps.db, filter, filter.position, pageLength)
  const [page, statements] = await Promise.all([
    freshly(deps, findPage, ({ rows }) => rows),
    findStatements(deps.db, filter.sight, lang),
  ])
  const at = deps.now()
  const claimants = await loadClaimants(deps, page.rows)
  const rows = page.rows.map(row => ({
    ...queueRow(row, at, statements),
    claimant: claimants.get(row.id),
  }))
  return { rows, ...olderAndNewer(filter, page), statements }
}

/** The part of the queue in which a request stands, or stood when it was decided: for the list beside it. */
export async function loadBeside(
  deps: QueueDeps,
  filter: QueueFilter,
  request: { id: string },
  lang?: Language,
): Promise<QueueRow[]> {
  const findRows = () => findPageAround(deps.db, filter, request, pageLength)
  const [rows, statements] = await Promise.all([
    freshly(deps, findRows, rows => rows),
    findStatements(deps.db, filter.sight, lang),
  ])
  const at = deps.now()
  return rows.map(row => queueRow(row, at, statements))
}

/** What a query finds, once the evidence of its rows is true again. */
async function freshly<Page>(
  deps: QueueDeps,
  find: () => Promise<Page>,
  rowsOf: (page: Page) => QueuedRow[],
): Promise<Page> {
  const page = await find()
  const due = rowsOf(page).filter(({ isDue, isMarked }) => isDue && isMarked)
  if (due.length === 0) return page
  const ids = due.map(({ id }) => id)
  await weighNow(weighingWith(deps), ids.slice(0, mostWeighedOnPage))
  return find()
}

/** A row as it is shown at a moment. */
export function queueRow(row: QueuedRow, at: Date, statements: Queue['statements']): QueueRow {
  const {
    id,
    revision,
    status,
    kind,
    language,
    name,
    country,
    hasFirstApproval,
    founding,
    notes,
    unreached,
    queuedAt,
    proposedAt,
  } = row
  const names = row.names
  const age = Math.max(0, at.getTime() - (proposedAt ?? queuedAt).getTime())
  const statement = statements.length > 1 ? statements.find(({ slug }) => slug === row.statement) : undefined
  const request = {
    id,
    revision,
    status,
    kind,
    language,
    name,
    names,
    country,
    hasFirstApproval,
    founding,
    notes,
    unreached,
    proposedAt,
  }
  const amended = row.amended && isUndecided(status)
  const { nameWithheld } = row
  const shown = { ...request, nameWithheld, amended, evidence: evidenceOf(row) }
  return { ...shown, queuedAt, age, statement: statement ?? null }
}

/** What a row says of the evidence. */
export function evidenceOf({ status, isDue, speaksFor, speaksAgainst }: QueuedRow): QueueRow['evidence'] {
  if (isDue) return 'due'
  if (!isUndecided(status) || speaksFor === null || speaksAgainst === null) return null
  return { for: speaksFor, against: speaksAgainst }
}

function olderAndNewer(filter: Filter, page: KeysetPage<QueuedRow>): Pick<Queue, 'older' | 'newer'> {
  const neighbours = neighbourPages(page, filter.position)
  const before = neighbours.before && { ...filter, position: neighbours.before }
  const after = neighbours.after && { ...filter, position: neighbours.after }
  return isOldestFirst(filter.state) ? { older: before, newer: after } : { older: after, newer: before }
}
