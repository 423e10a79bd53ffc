import { and, asc, count, desc, eq, gt, isNull, like, lt, not, or, type SQL, sql } from 'drizzle-orm'
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

/**
 * One page of a list: what follows `after` in the order asked for, and the `after` of the next page. Null where
 * `after` is not on the list (any more).
 */
export async function findListPage(
  reader: Reader,
  slug: string,
  query: ListQuery,
  after: string | null,
  most: number,
): Promise<{ signatories: Signatory[]; next: string | null } | null> {
  if (after !== null && !(await isListed(reader, slug, after))) return null
  const rows = await reader
    .select(columns)
    .from(publicSignatories)
    .where(and(matching(slug, query), after === null ? undefined : beyond(query, after)))
    .orderBy(...orderOf(query))
    .limit(most + 1)
  const signatories = rows.slice(0, most).map(signatoryOf)
  return { signatories, next: rows.length > most ? (signatories.at(-1)?.id ?? null) : null }
}

/** How many a query finds, counted no further than `cap`. */
export async function countMatches(
  reader: Reader,
  slug: string,
  query: ListQuery,
  cap: number,
): Promise<number> {
  const some = reader
    .select({ id })
    .from(publicSignatories)
    .where(matching(slug, query))
    .limit(cap)
    .as('some')
  const [row] = await reader.select({ found: count() }).from(some)
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

function matching(slug: string, query: ListQuery): SQL | undefined {
  return and(
    eq(statement, slug),
    query.country === null
      ? undefined
      : query.country === noCountry
        ? isNull(country)
        : eq(country, query.country),
    query.q === '' ? undefined : saying(query.q),
  )
}

/** What every word of one of the ways is in. Folding leaves no character that LIKE would take for a pattern. */
const saying = (q: string): SQL =>
  or(...searchWays(q).map(words => and(...words.map(word => like(searchText, `%${word}%`))))) ?? sql`false`

function orderOf({ sort, lang }: ListQuery): SQL[] {
  if (sort === 'name') return [asc(shown[lang]), asc(id)]
  return [sort === 'newest' ? desc(place) : asc(place)]
}

/** What comes after a signatory in the order of a query. An index of that order answers it. */
function beyond({ sort, lang }: ListQuery, after: string): SQL {
  const own = (columns: SQL) => sql`(SELECT ${columns} FROM ${publicSignatories} WHERE ${id} = ${after})`
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
