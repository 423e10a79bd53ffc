import type { Language } from '../domain/language.ts'
import type { PublicStatement, Signatory } from '../storage/public-statements.ts'
import { heldInOrder } from './list/list-order.ts'

/** The longest list that a page about something else shows whole. */
const longestWholeList = 100
/**
 * Of a longer list, how many of those who came last stand under the founding ones: enough to see that it lives, and
 * few enough that the page of a hundred thousand costs what the page of eleven costs.
 */
const newestOnPage = 24

/**
 * The names on the statement's page and in the embed: of a short list all in its own order, or of a long one the
 * founding ones and the newest, newest first.
 */
export type NamesOnPage =
  | { isWhole: true; signatories: readonly Signatory[] }
  | { isWhole: false; founding: readonly Signatory[]; newest: readonly Signatory[] }

export function namesOnPage(statement: PublicStatement, lang: Language): NamesOnPage {
  const { count, signatories, newest } = statement
  if (count <= longestWholeList) return { isWhole: true, signatories: heldInOrder(statement, lang) }
  const founding = signatories.filter(one => one.founding)
  return { isWhole: false, founding, newest: newest.slice(0, newestOnPage) }
}
