import { isFound, searchText, searchWays } from '../../domain/search.ts'
import type { Database } from '../../storage/client.ts'
import { findListed, findListPage, type Listed, type Signatory } from '../../storage/signatory-list.ts'
import { type ListQuery, noCountry } from '../../storage/signatory-list-sql.ts'
import type { PublicStatement } from '../../storage/public-statements.ts'
import { isWholeList } from './list-query.ts'
import { createTurns, type Turn } from '../../held/limits.ts'

/** `found` is counted to {@link foundMost}; `more` says that there are more than that. */
export type ListPage = { signatories: Signatory[]; next: string | null; found: number; more: boolean }

/** Nobody is told more exactly than this, so that a page costs the same however many match. */
export const foundMost = 1000

/** Everything, in the list's own order. */
export const wholeList: ListQuery = { q: '', country: null, sort: 'list', lang: 'en' }

/** The beginning of a list in its own order, where so much of it is held; `next` as in a page. */
export function heldBeginning({ count, signatories }: PublicStatement, most: number) {
  const page = signatories.slice(0, most)
  return { signatories: page, next: count > page.length ? (page.at(-1)?.id ?? null) : null }
}

/**
 * One page of what a query finds; null where `after` is not on the list (any more). Of a list that is held whole, and
 * of any list's beginning in its own order, it is made in memory, also while the database is away; else it is asked
 * for, by the same rules in SQL, when it is its turn to: throws DatabaseSilent where too many are asking.
 */
export async function searchList(
  publicDb: Database,
  statement: PublicStatement,
  query: ListQuery,
  after: string | null,
  most: number,
  take: () => Turn = takeSearch,
): Promise<ListPage | null> {
  if (isHeldWhole(statement)) return searchHeld(statement, query, after, most)
  if (isWholeList(query) && after === null && most <= statement.signatories.length) {
    return { ...heldBeginning(statement, most), ...counted(statement.count) }
  }
  const all = query.country === null ? statement.count : countIn(statement, query.country)
  if (all === 0 && after === null) return { signatories: [], next: null, found: 0, more: false }
  const turn = take()
  try {
    const limits = { after, most, cap: foundMost + 1 }
    const page = await findListPage(publicDb, { slug: statement.slug, count: all }, query, limits)
    return page && { signatories: page.signatories, next: page.next, ...counted(page.matchCount) }
  } finally {
    turn.end()
  }
}

const countIn = ({ countries }: PublicStatement, wanted: string): number =>
  countries.find(({ country }) => (country ?? noCountry) === wanted)?.count ?? 0

/** More than wait already would wait longer than anybody does, and what nobody waits for any more is still answered. */
const takeSearch = createTurns(24, 10_000)
/** One asks for all who come meanwhile: as many as there are orders, countries and languages that anybody asks for. */
export const takeBeginning = createTurns(200, 10_000)
/** A list that is sent while it is read keeps a batch of it in memory, and as much again on its way. */
const takeLongRead = createTurns(48, 2 * 60_000)

/** Who an id stands for on a list: a signatory, one that left, or null for nobody that was ever on it. */
export async function findOne(
  publicDb: Database,
  statement: PublicStatement,
  id: string,
): Promise<Listed | null> {
  const signatory = statement.signatories.find(one => one.id === id)
  if (signatory) return { kind: 'listed', signatory }
  const left = statement.withdrawals.find(one => one.id === id)
  return left
    ? { kind: 'withdrawn', withdrawnOn: left.withdrawnOn }
    : findListed(publicDb, statement.slug, id)
}

/**
 * A whole list in its own order, a thousand at a time: the next are read only when they are asked for, and nothing
 * is locked meanwhile. Where the list is longer than what is held, throws if the database is away, and DatabaseSilent
 * where too many are reading.
 */
export async function* eachBatch(
  publicDb: Database,
  statement: PublicStatement,
): AsyncGenerator<readonly Signatory[]> {
  let last: readonly Signatory[] = statement.signatories
  yield last
  if (isHeldWhole(statement)) return
  const turn = takeLongRead()
  try {
    for (let more = true; more; ) {
      const page = await pageAfter(publicDb, statement, last)
      if (page.signatories.length > 0) yield page.signatories
      turn.goesOn()
      more = page.next !== null
      last = page.signatories
    }
  } finally {
    turn.end()
  }
}

/** What follows the last of these; should it have left meanwhile, what follows the one before it. */
async function pageAfter(publicDb: Database, statement: PublicStatement, before: readonly Signatory[]) {
  for (const { id } of before.toReversed()) {
    const page = await findListPage(publicDb, statement, wholeList, { after: id, most: batch, cap: 0 })
    if (page) return page
  }
  throw new Error('a thousand signatories left while the list was read')
}

const batch = 1000

const isHeldWhole = ({ count, signatories }: PublicStatement): boolean => signatories.length === count

const counted = (found: number) => ({ found: Math.min(found, foundMost), more: found > foundMost })

function searchHeld(
  { signatories }: PublicStatement,
  query: ListQuery,
  after: string | null,
  most: number,
): ListPage | null {
  const sorted = inOrder(signatories, query)
  const start = after === null ? 0 : sorted.findIndex(({ id }) => id === after) + 1
  if (after !== null && start === 0) return null
  const ways = searchWays(query.q)
  const matches = (one: Signatory) =>
    (query.country === null || (one.country ?? noCountry) === query.country) &&
    (query.q === '' || isFound(searchTextOf(one), ways))
  const found = sorted.slice(start).filter(matches)
  const page = found.slice(0, most)
  return {
    signatories: page,
    next: found.length > most ? (page.at(-1)?.id ?? null) : null,
    ...counted(start === 0 ? found.length : sorted.filter(matches).length),
  }
}

function inOrder(signatories: readonly Signatory[], { sort, lang }: ListQuery): readonly Signatory[] {
  if (sort === 'list') return signatories
  if (sort === 'newest') return signatories.toReversed()
  const { compare } = new Intl.Collator(lang)
  const key = ({ name, names }: Signatory) => names[lang] ?? name
  return signatories.toSorted((a, b) => compare(key(a), key(b)) || order(key(a), key(b)) || order(a.id, b.id))
}

/** What collates as equal is in the order of its bytes, as in PostgreSQL. */
const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

// A snapshot's signatories stay the same objects until a list changes.
const searchTexts = new WeakMap<Signatory, string>()

function searchTextOf(signatory: Signatory): string {
  const text = searchTexts.get(signatory) ?? searchText(signatory)
  searchTexts.set(signatory, text)
  return text
}
