import {
  and,
  asc,
  count,
  desc,
  eq,
  gt,
  isNull,
  like,
  lt,
  not,
  or,
  type Placeholder,
  type SQL,
  sql,
} from 'drizzle-orm'
import type { Language } from '../domain/language.ts'
import type { Names } from '../domain/organisation.ts'
import { searchWays } from '../domain/search.ts'
import type { Reader } from './client.ts'
import { publicSignatories, publicWithdrawals } from './schema.ts'

/** As the JSON list gives it: unknown values are null. */
export type Signatory = {
  id: string
  name: string
  names: Names
  country: string | null
  website: string | null
  comment: string | null
  founding: boolean
  version: number
  signedOn: string | null
}

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

/** Somebody who is on the list, or who was: of those nothing is told but the day. */
export type Listed = { kind: 'listed'; signatory: Signatory } | { kind: 'withdrawn'; withdrawnOn: string }

const { id, statement, founding, name, country, place, searchText } = publicSignatories

/** Under which name each language sorts; the columns have its collation. */
const shown = {
  en: publicSignatories.shownEn,
  be: publicSignatories.shownBe,
  ru: publicSignatories.shownRu,
} as const satisfies Record<Language, unknown>

const columns = {
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

/** Signatories in the order asked for, the `after` of the next page, and how many the query finds in all. */
export type FoundPage = { signatories: Signatory[]; next: string | null; found: number }

/**
 * One page of a list: what follows `after`. `found` is counted no further than `cap`, and is the whole list's `count`
 * where nothing is searched for. Null where `after` is not on the list (any more).
 */
export async function findListPage(
  reader: Reader,
  { slug, count: all }: { slug: string; count: number },
  query: ListQuery,
  { after, most, cap }: { after: string | null; most: number; cap: number },
): Promise<FoundPage | null> {
  const shape = shapeOf(query, after)
  const values: Values = { slug, country: query.country, after, limit: most + 1, cap, ...wordsIn(shape) }
  const kept = keptQuestion(reader, shape)
  const rows = await (kept ? kept.execute(values) : pageQuestion(reader, shape, valued(values)))
  const [first] = rows
  // Nothing comes after who is not there, as nothing comes after the last.
  if (!first && after !== null && !(await isListed(reader, slug, after))) return null
  const signatories = rows.slice(0, most).map(signatoryOf)
  const next = rows.length > most ? (signatories.at(-1)?.id ?? null) : null
  if (!shape.searches) return { signatories, next, found: all }
  const found = first?.found ?? (after === null ? 0 : await countMatches(reader, shape, valued(values)))
  return { signatories, next, found }
}

/** Of a query what its SQL looks like, and the words that are looked for: a text has all words of one of the ways. */
type Shape = {
  ways: string[][] | null
  country: 'any' | 'none' | 'one'
  isAfter: boolean
  searches: boolean
} & Pick<ListQuery, 'sort' | 'lang'>

function shapeOf({ q, country, sort, lang }: ListQuery, after: string | null): Shape {
  return {
    ways: q === '' ? null : searchWays(q),
    country: country === null ? 'any' : country === noCountry ? 'none' : 'one',
    isAfter: after !== null,
    searches: q !== '' || country !== null,
    sort,
    lang,
  }
}

const wordsIn = ({ ways }: Shape): Record<string, string> =>
  Object.fromEntries(
    (ways ?? []).flatMap((words, way) => words.map((word, at) => [`word${way}_${at}`, `%${word}%`])),
  )

type Limits = { limit: number; cap: number }
type Values = Limits & Record<string, string | number | null>
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
    .select({ ...columns, found: shape.searches ? matches(reader, shape, at) : sql<null>`NULL` })
    .from(publicSignatories)
    .where(and(matching(shape, at), shape.isAfter ? beyond(shape, at) : undefined))
    .orderBy(...orderOf(shape))
    .limit(at.most('limit'))

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

/** The same where there is no row to say it. */
async function countMatches(reader: Reader, shape: Shape, at: Bound): Promise<number> {
  const [row] = await reader.select({ found: matches(reader, shape, at) }).from(sql`(SELECT) AS one`)
  return row?.found ?? 0
}

/** Who an id stands for on a list; null if it never was on it. */
export async function findListed(reader: Reader, slug: string, wanted: string): Promise<Listed | null> {
  const [row] = await reader
    .select(columns)
    .from(publicSignatories)
    .where(and(eq(statement, slug), eq(id, wanted)))
  if (row) return { kind: 'listed', signatory: signatoryOf(row) }
  const [left] = await reader
    .select({ withdrawnOn: publicWithdrawals.withdrawnOn })
    .from(publicWithdrawals)
    .where(and(eq(publicWithdrawals.statement, slug), eq(publicWithdrawals.id, wanted)))
  return left ? { kind: 'withdrawn', ...left } : null
}

/** The beginning of a list, in its own order. */
export const findFirst = async (reader: Reader, slug: string, most: number): Promise<Signatory[]> =>
  (
    await reader
      .select(columns)
      .from(publicSignatories)
      .where(eq(statement, slug))
      .orderBy(asc(place))
      .limit(most)
  ).map(signatoryOf)

/** The endorsing signatories that came last, newest first. */
export const findNewest = async (reader: Reader, slug: string, most: number): Promise<Signatory[]> =>
  (
    await reader
      .select(columns)
      .from(publicSignatories)
      .where(and(eq(statement, slug), not(founding)))
      .orderBy(desc(place))
      .limit(most)
  ).map(signatoryOf)

export type CountryCount = { country: string | null; count: number }

/** How many signatories there are in each country, by its code; those that stated none last. */
export const countCountries = (reader: Reader, slug: string): Promise<CountryCount[]> =>
  reader
    .select({ country, count: count() })
    .from(publicSignatories)
    .where(eq(statement, slug))
    .groupBy(country)
    .orderBy(asc(country))

export type Withdrawal = { id: string; withdrawnOn: string }

/** Who left last, newest first. */
export const findWithdrawals = (reader: Reader, slug: string, most: number): Promise<Withdrawal[]> =>
  reader
    .select({ id: publicWithdrawals.id, withdrawnOn: publicWithdrawals.withdrawnOn })
    .from(publicWithdrawals)
    .where(eq(publicWithdrawals.statement, slug))
    .orderBy(desc(publicWithdrawals.withdrawnOn), desc(publicWithdrawals.position))
    .limit(most)

async function isListed(reader: Reader, slug: string, wanted: string): Promise<boolean> {
  const rows = await reader
    .select({ id })
    .from(publicSignatories)
    .where(and(eq(statement, slug), eq(id, wanted)))
  return rows.length > 0
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

function signatoryOf({
  nameEn,
  nameBe,
  nameRu,
  ...row
}: Omit<Signatory, 'names'> & Record<'nameEn' | 'nameBe' | 'nameRu', string | null>): Signatory {
  const { id, name, country, website, comment, founding, version, signedOn } = row
  const names = { en: nameEn, be: nameBe, ru: nameRu }
  return { id, name, names, country, website, comment, founding, version, signedOn }
}
