import { matchesSearch, searchAlternatives, searchText } from '../../domain/search.ts'
import type { HeldStatement } from '../../held/snapshot.ts'
import type { Signatory } from '../../storage/signatory-list.ts'
import { type ListQuery, noCountry } from '../../storage/signatory-list-sql.ts'
import { byNameIn, heldInOrder } from './list-order.ts'

/**
 * A page of a list that is held whole: by the rules of storage/signatory-list-sql.ts. Null where `after` is not on the
 * list.
 */
export function searchHeld(
  held: HeldStatement,
  query: ListQuery,
  { after, most }: { after: string | null; most: number },
): { signatories: Signatory[]; next: string | null; matchCount: number } | null {
  const sorted = inOrder(held, query)
  const start = after === null ? 0 : sorted.findIndex(({ id }) => id === after) + 1
  if (after !== null && start === 0) return null
  const matches = matcher(held, query)
  const rest = sorted.slice(start).filter(matches)
  const signatories = rest.slice(0, most)
  return {
    signatories,
    next: rest.length > most ? (signatories.at(-1)?.id ?? null) : null,
    matchCount: start === 0 ? rest.length : sorted.filter(matches).length,
  }
}

function matcher(held: HeldStatement, { q, country }: ListQuery): (signatory: Signatory) => boolean {
  const alternatives = searchAlternatives(q)
  return signatory =>
    (country === null || (signatory.country ?? noCountry) === country) &&
    (q === '' || matchesSearch(searchTextOf(held, signatory), alternatives))
}

function searchTextOf({ searchTexts }: HeldStatement, signatory: Signatory): string {
  const text = searchTexts.get(signatory.id) ?? searchText(signatory)
  searchTexts.set(signatory.id, text)
  return text
}

function inOrder({ statement }: HeldStatement, { sort, lang }: ListQuery): readonly Signatory[] {
  if (sort === 'list') return heldInOrder(statement, lang)
  return sort === 'newest'
    ? statement.signatories.toReversed()
    : statement.signatories.toSorted(byNameIn(lang))
}
