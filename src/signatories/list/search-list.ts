import type { Language } from '../../domain/language.ts'
import type { Slot } from '../../held/slots.ts'
import type { HeldStatement } from '../../held/snapshot.ts'
import type { Database } from '../../storage/client.ts'
import type { PublicStatement } from '../../storage/public-statements.ts'
import {
  findListing,
  findListPage,
  type Listing,
  type ListToPage,
  type Signatory,
} from '../../storage/signatory-list.ts'
import { type ListQuery, noCountry } from '../../storage/signatory-list-sql.ts'
import { countryGroups, heldInOrder, isBeginningHeld, isHeldWhole } from './list-order.ts'
import { isWholeList } from './list-query.ts'
import { searchHeld } from './search-held.ts'

/**
 * A page of a list. `matchCount` is how many match, up to {@link mostMatches}; `more` says that there are more than
 * that.
 */
export type ListPage = { signatories: Signatory[]; next: string | null; matchCount: number; more: boolean }

/** Matches are counted no further, so that a page costs the same however many there are. */
export const mostMatches = 1000

/** The beginning of a list in its own order, where that is held (`isBeginningHeld`); `next` as in a page. */
function heldBeginning(statement: PublicStatement, lang: Language, most: number) {
  const beginning = heldInOrder(statement, lang).slice(0, most)
  const isAll = statement.count === beginning.length
  return { signatories: beginning, next: isAll ? null : (beginning.at(-1)?.id ?? null) }
}

/**
 * One page of what a query finds; null where `after` is not on the list (any more). It is made in memory, also while
 * the database is away:
 * - of a list that is held whole,
 * - of a list's beginning in its own order, where that is what is held.
 *
 * Else the database finds it by the same rules, with a slot from `take`, which throws DatabaseSilent where too many
 * are asking, and TooMuchAtOnce where one network is.
 */
export async function searchList(
  publicDb: Database,
  held: HeldStatement,
  query: ListQuery,
  { after, most, take }: { after: string | null; most: number; take: () => Slot },
): Promise<ListPage | null> {
  const { statement } = held
  if (isHeldWhole(statement)) {
    const page = searchHeld(held, query, { after, most })
    return page && { signatories: page.signatories, next: page.next, ...counted(page.matchCount) }
  }
  const isHeld = isBeginningHeld(statement) && most <= statement.signatories.length
  if (isWholeList(query) && after === null && isHeld) {
    return { ...heldBeginning(statement, query.lang, most), ...counted(statement.count) }
  }
  const count = query.country === null ? statement.count : countIn(statement, query.country)
  if (count === 0 && after === null) return { signatories: [], next: null, ...counted(0) }
  const slot = take()
  try {
    const limits = { after, most, mostCounted: mostMatches + 1 }
    const page = await findListPage(publicDb, { ...listToPage(statement, query.lang), count }, query, limits)
    return page && { signatories: page.signatories, next: page.next, ...counted(page.matchCount) }
  } finally {
    slot.release()
  }
}

/** A list as storage pages through it. */
export const listToPage = (statement: PublicStatement, lang: Language): ListToPage => ({
  slug: statement.slug,
  listOrder: statement.listOrder,
  count: statement.count,
  groups: statement.listOrder === 'country' ? countryGroups(statement, lang) : [],
})

const counted = (matchCount: number) => ({
  matchCount: Math.min(matchCount, mostMatches),
  more: matchCount > mostMatches,
})

const countIn = ({ countries }: PublicStatement, wanted: string): number =>
  countries.find(({ country }) => (country ?? noCountry) === wanted)?.count ?? 0

/** Who an id stands for on a list: a signatory, one that left, or null for nobody that was ever on it. */
export async function findOne(
  publicDb: Database,
  statement: PublicStatement,
  id: string,
): Promise<Listing | null> {
  return heldOne(statement, id) ?? findListing(publicDb, statement.slug, id)
}

/** The same, where what is held of the list has it. */
export function heldOne({ signatories, withdrawals }: PublicStatement, wanted: string): Listing | null {
  const signatory = signatories.find(({ id }) => id === wanted)
  if (signatory) return { kind: 'listed', signatory }
  const withdrawal = withdrawals.find(({ id }) => id === wanted)
  return withdrawal ? { kind: 'withdrawn', withdrawnOn: withdrawal.withdrawnOn } : null
}
