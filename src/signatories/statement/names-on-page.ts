import type { PublicStatement, Signatory } from '../../storage/public-statements.ts'

/** The longest list that a page about something else shows whole. */
const longestWholeList = 100
/**
 * Of a longer list, how many of those who came last stand under the founding ones: enough to see that it lives, and
 * few enough that the page of a hundred thousand costs what the page of eleven costs.
 */
const newestOnPage = 24

type NamesOnPage = {
  founding: readonly Signatory[]
  others: readonly Signatory[]
  /** What the others are: all of them in the list's order, or of a long list the newest, newest first. */
  kind: 'endorsing' | 'newest'
  /** Who came after the final list was frozen, apart from the others; among the newest each says so itself. */
  later: readonly Signatory[]
}

/** The names on the statement's page and in the embed. */
export function namesOnPage({ count, signatories, newest }: PublicStatement): NamesOnPage {
  const founding = signatories.filter(one => one.founding && !one.late)
  if (count > longestWholeList)
    return { founding, others: newest.slice(0, newestOnPage), kind: 'newest', later: [] }
  const others = signatories.filter(one => !one.founding && !one.late)
  return { founding, others, kind: 'endorsing', later: signatories.filter(one => one.late) }
}
