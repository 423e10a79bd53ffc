import { longestSearch } from '../../domain/limits.ts'
import { withoutBrokenBytes } from '../../domain/search.ts'
import { hasLetterOrDigit, lengthOf } from '../../domain/text.ts'
import { isCountryCode, type Language } from '../../i18n/index.ts'
import { paths } from '../../paths.ts'
import { type ListQuery, listSorts, noCountry } from '../../storage/signatory-list-sql.ts'

type SearchFault = 'too_long' | 'nothing'

/** What the address of a list asks for, put right where it could be; `fault` is what is wrong with the typed search. */
export type ListRequest = {
  query: ListQuery
  after: string | null
  fault: SearchFault | null
}

/** Reads a list's address. Whatever it says, the answer is a query: what is no country and no order is left out. */
export function readListQuery(lang: Language, params: Record<string, string | undefined>): ListRequest {
  const q = withoutBrokenBytes(params.q ?? '')
    .normalize('NFC')
    .trim()
  const sort = listSorts.find(name => name === params.sort) ?? 'list'
  return {
    query: { q, country: countryIn(params.country?.trim() ?? ''), sort, lang },
    after: params.after ? params.after.toLowerCase() : null,
    fault: searchFault(q),
  }
}

function countryIn(param: string): string | null {
  if (param === noCountry) return noCountry
  const code = param.toUpperCase()
  return isCountryCode(code) ? code : null
}

function searchFault(q: string): SearchFault | null {
  if (q === '') return null
  if (lengthOf(q) > longestSearch) return 'too_long'
  return hasLetterOrDigit(q) ? null : 'nothing'
}

/** Everything, in the list's own order; by which language that is, `lang` says. */
export const wholeList: ListQuery = { q: '', country: null, sort: 'list', lang: 'en' }

/** True for the list as it stands at its own address. */
export const isWholeList = ({ q, country, sort }: ListQuery): boolean =>
  q === '' && country === null && sort === 'list'

/** True where a list begins, of everybody or of a country, in any order: what many ask for, and is kept up to date. */
export const isBeginning = ({ query, after }: Pick<ListRequest, 'query' | 'after'>): boolean =>
  query.q === '' && after === null

/** The address of a list in a language. Only what is not as usual stands in it. */
export function listAddress(lang: Language, slug: string, query: ListQuery, after: string | null): string {
  const params = new URLSearchParams()
  if (query.q !== '') params.set('q', query.q)
  if (query.country !== null) params.set('country', query.country)
  if (query.sort !== 'list') params.set('sort', query.sort)
  if (after !== null) params.set('after', after)
  const path = paths.list.page(lang, slug)
  return params.size === 0 ? path : `${path}?${params}`
}
