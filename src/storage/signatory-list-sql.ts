import {
  and,
  asc,
  type Column,
  desc,
  eq,
  isNull,
  like,
  lt,
  or,
  type Placeholder,
  type SQL,
  sql,
} from 'drizzle-orm'
import type { Language } from '../domain/language.ts'
import { searchAlternatives } from '../domain/search.ts'
import type { ListOrder } from '../domain/statement.ts'
import type { Reader } from './client.ts'
import { publicSignatories } from './schema/public.ts'

/** `list`: in the statement's own order, section by section. `newest`: who joined last first, whatever they are. */
export const listSorts = ['list', 'newest', 'name'] as const
type ListSort = (typeof listSorts)[number]

/** Of a country filter: signatories that stated none. */
export const noCountry = 'none'

/** What of a list is looked at, and in which order. */
export type ListQuery = {
  /** As it was typed: words of names in any script, a website's host. Empty: everything. */
  q: string
  /** ISO 3166-1 alpha-2, `XK`, {@link noCountry}, or null for all. */
  country: string | null
  sort: ListSort
  /** By whose alphabet, and under which of their names, `name` sorts. */
  lang: Language
}

const { id, statement, founding, name, country, listOrder, searchText, section, foundingPlace } =
  publicSignatories

/** Under which name a language sorts; the columns have its collation. Any other language shares one. */
const sortName = {
  en: publicSignatories.sortNameEn,
  be: publicSignatories.sortNameBe,
  ru: publicSignatories.sortNameRu,
} as const

export const sortNameOf = (lang: Language) =>
  Object.hasOwn(sortName, lang) ? sortName[lang as keyof typeof sortName] : publicSignatories.sortNameOther

/** What the public may read of a signatory. */
export const signatoryColumns = {
  id,
  name,
  names: publicSignatories.names,
  country,
  website: publicSignatories.website,
  comment: publicSignatories.comment,
  founding,
  version: publicSignatories.version,
  textLanguage: publicSignatories.textLanguage,
  signedOn: publicSignatories.signedOn,
  late: publicSignatories.late,
  kind: publicSignatories.kind,
  title: publicSignatories.personTitle,
  affiliation: publicSignatories.affiliation,
}

/** All of a query that decides how its SQL reads. Queries of one shape differ in their values only. */
export type QueryShape = {
  /** A name matches if it has every word of one alternative. Null: no words are looked for. */
  alternatives: string[][] | null
  country: 'any' | 'none' | 'one'
  isAfter: boolean
  /** By the day of joining within each section; backwards without sections; by name, within each section or not. */
  sort: 'date' | 'newest' | 'name' | 'section-name'
} & Pick<ListQuery, 'lang'>

/** The list's own order by country is {@link findCountryPage}'s; within one country it is by name. */
export const shapeOf = (
  { q, country, sort, lang }: ListQuery,
  listOrder: ListOrder,
  after: string | null,
): QueryShape => ({
  alternatives: q === '' ? null : searchAlternatives(q),
  country: countryShape(country),
  isAfter: after !== null,
  sort: sort === 'list' ? ownOrder[listOrder] : sort,
  lang,
})

const ownOrder = { date: 'date', name: 'section-name', country: 'section-name' } as const

function countryShape(wanted: string | null): QueryShape['country'] {
  if (wanted === null) return 'any'
  return wanted === noCountry ? 'none' : 'one'
}

/** True where words are looked for: how many names have them, only the list itself can say. */
export const isSearch = ({ alternatives }: QueryShape): boolean => alternatives !== null

const wordParameter = (alternative: number, word: number) => `word${alternative}_${word}`

/** The words of a query by the names of their parameters, as patterns of LIKE. */
export const wordValues = ({ alternatives }: QueryShape): Record<string, string> =>
  Object.fromEntries(
    (alternatives ?? []).flatMap((words, a) => words.map((word, w) => [wordParameter(a, w), `%${word}%`])),
  )

type Limits = { limit: number; mostCounted: number }
export type QueryValues = Limits & Record<string, string | number | null>

/** Writes a parameter into SQL: as a placeholder, in a query that is prepared, or as its value. */
type WriteParameter = { value: (name: string) => SQL; limit: (name: keyof Limits) => number | Placeholder }

const asPlaceholder: WriteParameter = { value: name => sql`${sql.placeholder(name)}`, limit: sql.placeholder }
export const asValueOf = (values: QueryValues): WriteParameter => ({
  value: name => sql`${values[name]}`,
  limit: name => values[name],
})

type PreparedPage = ReturnType<typeof preparePage>

/**
 * The prepared pages of each pool of connections, by their shape; they go with the pool. Writing SQL and planning it
 * cost more than a short query itself does, so what is asked again and again is prepared once.
 */
const preparedPages = new WeakMap<Reader, Map<string, PreparedPage>>()

/** A query with a longer alternative is not prepared: anybody can think of shapes without end. */
const mostPreparedWords = 4

function preparedPage(reader: Reader, shape: QueryShape): PreparedPage | null {
  const { alternatives, country, isAfter, sort, lang } = shape
  const counts = alternatives?.map(words => words.length) ?? []
  if (counts.some(count => count > mostPreparedWords)) return null
  const words = alternatives ? counts.join('+') : 'all'
  const key = [words, country, isAfter, sort, sort === 'name' || sort === 'section-name' ? lang : ''].join(
    ' ',
  )
  const ofReader = preparedPages.get(reader) ?? new Map<string, PreparedPage>()
  const prepared = ofReader.get(key) ?? preparePage(reader, shape)
  preparedPages.set(reader, ofReader.set(key, prepared))
  return prepared
}

// No name: the driver gives one.
const preparePage = (reader: Reader, shape: QueryShape) => pageQuery(reader, shape, asPlaceholder).prepare('')

const pageQuery = (reader: Reader, shape: QueryShape, write: WriteParameter) =>
  reader
    // The count comes with the rows: a query of its own would cost more than the counting does.
    .select({
      ...signatoryColumns,
      matchCount: isSearch(shape) ? countUpToCap(reader, shape, write) : sql<null>`NULL`,
    })
    .from(publicSignatories)
    .where(and(matches(shape, write), shape.isAfter ? comesAfter(shape, write) : undefined))
    .orderBy(...orderOf(shape))
    .limit(write.limit('limit'))

/** One page of a list, no more than `limit` rows; each says how many the query matches, up to `mostCounted`. */
export const selectPage = (reader: Reader, shape: QueryShape, values: QueryValues) =>
  preparedPage(reader, shape)?.execute(values) ?? pageQuery(reader, shape, asValueOf(values))

/** How many a query matches, up to `mostCounted`, where a page has no row to say it. */
export async function countMatches(reader: Reader, shape: QueryShape, values: QueryValues): Promise<number> {
  const [row] = await reader
    .select({ matchCount: countUpToCap(reader, shape, asValueOf(values)) })
    .from(sql`(SELECT) AS one`)
  return row?.matchCount ?? 0
}

function countUpToCap(reader: Reader, shape: QueryShape, write: WriteParameter): SQL<number> {
  const some = reader
    .select({ id })
    .from(publicSignatories)
    .where(matches(shape, write))
    .limit(write.limit('mostCounted'))
    .as('some')
  return sql<number>`(SELECT count(*)::int FROM ${some})`
}

const matches = ({ alternatives, country: which }: QueryShape, write: WriteParameter): SQL | undefined =>
  and(
    eq(statement, write.value('slug')),
    isInCountry(which, write),
    alternatives === null ? undefined : namesContain(alternatives, write),
  )

function isInCountry(which: QueryShape['country'], write: WriteParameter): SQL | undefined {
  if (which === 'any') return undefined
  return which === 'none' ? isNull(country) : eq(country, write.value('country'))
}

/** Every word of one alternative is in the names or the website. Folding leaves no character special to LIKE. */
export const namesContain = (alternatives: string[][], write: WriteParameter): SQL =>
  or(
    ...alternatives.map((words, a) =>
      and(...words.map((_, w) => like(searchText, write.value(wordParameter(a, w))))),
    ),
  ) ?? sql`false`

function orderOf({ sort, lang }: QueryShape): SQL[] {
  if (sort === 'newest') return [desc(listOrder)]
  return keysOf({ sort, lang }).map(key => asc(key))
}

/** By what an order sorts, ascending; of two signatories no two have the same. */
function keysOf({ sort, lang }: Pick<QueryShape, 'sort' | 'lang'>): Column[] {
  switch (sort) {
    case 'name':
      return [sortNameOf(lang), id]
    case 'section-name':
      return [section, foundingPlace, sortNameOf(lang), id]
    case 'date':
      return [section, listOrder]
    case 'newest':
      return [listOrder]
  }
}

/** What comes after the signatory `after` in the order of a query. An index of that order answers it. */
function comesAfter({ sort, lang }: QueryShape, write: WriteParameter): SQL {
  const ofAfter = (columns: SQL) =>
    sql`(SELECT ${columns} FROM ${publicSignatories} WHERE ${statement} = ${write.value('slug')} AND ${id} = ${write.value('after')})`
  if (sort === 'newest') return lt(listOrder, ofAfter(sql`${listOrder}`))
  const keys = sql.join(keysOf({ sort, lang }), sql`, `)
  return sql`(${keys}) > ${ofAfter(keys)}`
}
