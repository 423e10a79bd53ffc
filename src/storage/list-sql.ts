import { and, asc, desc, eq, gt, isNull, like, lt, or, type Placeholder, type SQL, sql } from 'drizzle-orm'
import type { Language } from '../domain/language.ts'
import { searchWays } from '../domain/search.ts'
import type { Reader } from './client.ts'
import { publicSignatories } from './schema.ts'

/** `list`: founding signatories in their order, then by date. `newest`: the same backwards. */
export const listSorts = ['list', 'newest', 'name'] as const
export type ListSort = (typeof listSorts)[number]

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

const { id, statement, founding, name, country, place, searchText } = publicSignatories

/** Under which name each language sorts; the columns have its collation. */
const shown = {
  en: publicSignatories.shownEn,
  be: publicSignatories.shownBe,
  ru: publicSignatories.shownRu,
} as const satisfies Record<Language, unknown>

/** What the public may read of a signatory. */
export const columns = {
  id,
  name,
  nameEn: publicSignatories.nameEn,
  nameBe: publicSignatories.nameBe,
  nameRu: publicSignatories.nameRu,
  country,
  website: publicSignatories.website,
  comment: publicSignatories.comment,
  founding,
  version: publicSignatories.version,
  signedOn: publicSignatories.signedOn,
}

/** Of a query what its SQL looks like, and the words that are looked for: a text has all words of one of the ways. */
export type Shape = {
  ways: string[][] | null
  country: 'any' | 'none' | 'one'
  isAfter: boolean
} & Pick<ListQuery, 'sort' | 'lang'>

export function shapeOf({ q, country, sort, lang }: ListQuery, after: string | null): Shape {
  return {
    ways: q === '' ? null : searchWays(q),
    country: country === null ? 'any' : country === noCountry ? 'none' : 'one',
    isAfter: after !== null,
    sort,
    lang,
  }
}

/** Whether it looks for words: how many have them, only the list itself can say. */
export const isSearch = ({ ways }: Shape): boolean => ways !== null

export const wordsIn = ({ ways }: Shape): Record<string, string> =>
  Object.fromEntries(
    (ways ?? []).flatMap((words, way) => words.map((word, at) => [`word${way}_${at}`, `%${word}%`])),
  )

type Limits = { limit: number; cap: number }
export type Values = Limits & Record<string, string | number | null>
/** What stands in a question where a value belongs: the value, or its name in one that is asked again and again. */
type Bound = { value: (name: string) => SQL; most: (name: keyof Limits) => number | Placeholder }

const named: Bound = { value: name => sql`${sql.placeholder(name)}`, most: sql.placeholder }
const valued = (values: Values): Bound => ({
  value: name => sql`${values[name]}`,
  most: name => values[name],
})

// Writing SQL costs more than asking a short question, and so does explaining it to PostgreSQL each time: what looks
// alike is written and prepared once for a connection. Only what most ask, as anybody can think of shapes without end.
const kept = new WeakMap<Reader, Map<string, ReturnType<typeof prepareQuestion>>>()
const keptWords = 4

function keptQuestion(reader: Reader, shape: Shape): ReturnType<typeof prepareQuestion> | null {
  const { ways, country, isAfter, sort, lang } = shape
  const counts = ways?.map(words => words.length) ?? []
  if (counts.some(count => count > keptWords)) return null
  const key = [ways ? counts.join('+') : 'all', country, isAfter, sort, sort === 'name' ? lang : ''].join(' ')
  const questions = kept.get(reader) ?? new Map<string, ReturnType<typeof prepareQuestion>>()
  const question = questions.get(key) ?? prepareQuestion(reader, shape)
  kept.set(reader, questions.set(key, question))
  return question
}

// The driver names it itself.
const prepareQuestion = (reader: Reader, shape: Shape) => pageQuestion(reader, shape, named).prepare('')

const pageQuestion = (reader: Reader, shape: Shape, at: Bound) =>
  reader
    // The count comes with the rows, as a question of its own costs more than the counting does.
    .select({ ...columns, found: isSearch(shape) ? matches(reader, shape, at) : sql<null>`NULL` })
    .from(publicSignatories)
    .where(and(matching(shape, at), shape.isAfter ? beyond(shape, at) : undefined))
    .orderBy(...orderOf(shape))
    .limit(at.most('limit'))

/** Asks for one page of a list, with how many the query finds in all; `limit` rows at the most. */
export const askPage = (reader: Reader, shape: Shape, values: Values) =>
  keptQuestion(reader, shape)?.execute(values) ?? pageQuestion(reader, shape, valued(values))

/** How many a query finds, counted no further than `cap`. */
function matches(reader: Reader, shape: Shape, at: Bound): SQL<number> {
  const some = reader
    .select({ id })
    .from(publicSignatories)
    .where(matching(shape, at))
    .limit(at.most('cap'))
    .as('some')
  return sql<number>`(SELECT count(*)::int FROM ${some})`
}

/** The same where there is no row of a page to say it. */
export async function countMatches(reader: Reader, shape: Shape, values: Values): Promise<number> {
  const [row] = await reader
    .select({ found: matches(reader, shape, valued(values)) })
    .from(sql`(SELECT) AS one`)
  return row?.found ?? 0
}

function matching({ ways, country: of }: Shape, at: Bound): SQL | undefined {
  return and(
    eq(statement, at.value('slug')),
    of === 'any' ? undefined : of === 'none' ? isNull(country) : eq(country, at.value('country')),
    ways === null ? undefined : saying(ways, at),
  )
}

/** What every word of one of the ways is in. Folding leaves no character that LIKE would take for a pattern. */
const saying = (ways: string[][], at: Bound): SQL =>
  or(
    ...ways.map((words, way) =>
      and(...words.map((_, word) => like(searchText, at.value(`word${way}_${word}`)))),
    ),
  ) ?? sql`false`

function orderOf({ sort, lang }: Pick<ListQuery, 'sort' | 'lang'>): SQL[] {
  if (sort === 'name') return [asc(shown[lang]), asc(id)]
  return [sort === 'newest' ? desc(place) : asc(place)]
}

/** What comes after a signatory in the order of a query. An index of that order answers it. */
function beyond({ sort, lang }: Pick<ListQuery, 'sort' | 'lang'>, at: Bound): SQL {
  const own = (columns: SQL) =>
    sql`(SELECT ${columns} FROM ${publicSignatories} WHERE ${statement} = ${at.value('slug')} AND ${id} = ${at.value('after')})`
  if (sort === 'name') return sql`(${shown[lang]}, ${id}) > ${own(sql`${shown[lang]}, ${id}`)}`
  return sort === 'newest' ? lt(place, own(sql`${place}`)) : gt(place, own(sql`${place}`))
}
