import type { PublicStatement, Signatory } from '../../storage/public.ts'

/** The longest list that a page about something else shows whole. */
export const shownWhole = 100
/**
 * Of a longer list, how many of those who came last stand under the founding ones: enough to see that it lives, and
 * few enough that the page of a hundred thousand costs what the page of eleven costs.
 */
export const newestShown = 24

type Shown = {
  founding: readonly Signatory[]
  others: readonly Signatory[]
  /** What the others are: all of them in the list's order, or of a long list the newest, newest first. */
  kind: 'endorsing' | 'newest'
}

/** The names on the statement's page and in the embed. */
export function namesShown({ count, signatories, newest }: PublicStatement): Shown {
  const founding = signatories.filter(s => s.founding)
  return count <= shownWhole
    ? { founding, others: signatories.filter(s => !s.founding), kind: 'endorsing' }
    : { founding, others: newest.slice(0, newestShown), kind: 'newest' }
}
