import { hasLetterOrDigit, lengthOf } from '../../domain/text.ts'
import { isCountryCode, type Language } from '../../i18n/index.ts'
import { paths } from '../../paths.ts'
import { type ListQuery, listSorts, noCountry } from '../../storage/signatory-list-sql.ts'

export const longestSearch = 200

/** What was asked for, put right where it could be; `fault` is what is wrong with the search as it was typed. */
export type Asked = {
  query: ListQuery
  after: string | null
  fault: 'too_long' | 'nothing' | null
}

/** Reads a list's address. Whatever it says, the answer is a query: what is no country and no order is left out. */
export function readListQuery(lang: Language, given: Record<string, string | undefined>): Asked {
  const q = (given.q ?? '').normalize('NFC').trim()
  const code = given.country?.trim() ?? ''
  const country =
    code === noCountry ? noCountry : isCountryCode(code.toUpperCase()) ? code.toUpperCase() : null
  return {
    query: { q, country, sort: listSorts.find(sort => sort === given.sort) ?? 'list', lang },
    after: given.after === undefined || given.after === '' ? null : given.after.toLowerCase(),
    fault:
      q === '' ? null : lengthOf(q) > longestSearch ? 'too_long' : hasLetterOrDigit(q) ? null : 'nothing',
  }
}

/** Everything, in the list's own order. */
export const wholeList: ListQuery = { q: '', country: null, sort: 'list', lang: 'en' }

/** True for the list as it stands at its own address. */
export const isWholeList = ({ q, country, sort }: ListQuery): boolean =>
  q === '' && country === null && sort === 'list'

/** True where a list begins, of everybody or of a country, in any order: what many ask for, and is kept up to date. */
export const isBeginning = ({ query, after }: Pick<Asked, 'query' | 'after'>): boolean =>
  query.q === '' && after === null

/** Where a list is asked for in a language: only what is not as usual stands in the address. */
export function listAddress(lang: Language, slug: string, query: ListQuery, after: string | null): string {
  const said = new URLSearchParams()
  if (query.q !== '') said.set('q', query.q)
  if (query.country !== null) said.set('country', query.country)
  if (query.sort !== 'list') said.set('sort', query.sort)
  if (after !== null) said.set('after', after)
  const path = paths.list.page(lang, slug)
  return said.size === 0 ? path : `${path}?${said}`
}
