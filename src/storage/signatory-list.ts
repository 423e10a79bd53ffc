import { and, asc, count, desc, eq, lt, not } from 'drizzle-orm'
import type { Names } from '../domain/organisation.ts'
import type { ListOrder, SignerKind } from '../domain/statement.ts'
import type { Reader } from './client.ts'
import { type CountryGroup, selectByCountry } from './country-order.ts'
import { publicSignatories, publicWithdrawals, publicWithheld } from './schema/public.ts'
import {
  countMatches,
  isSearch,
  type ListQuery,
  type QueryValues,
  selectPage,
  shapeOf,
  signatoryColumns,
  wordValues,
} from './signatory-list-sql.ts'

const { id, statement, founding, country, kind, late, listOrder } = publicSignatories

/** What is public of a signatory: unknown values are null. */
export type Signatory = {
  id: string
  name: string
  names: Names
  country: string | null
  website: string | null
  comment: string | null
  founding: boolean
  version: number
  /** In which language it was signed. */
  textLanguage: string | null
  signedOn: string | null
  /** It came after the final list was frozen. */
  late: boolean
  kind: SignerKind
  /** A person's, for identification only. */
  title: string | null
  affiliation: string | null
}

/** A signatory, or one whose name has left the list: of those only the day is public. */
export type Listing = { kind: 'listed'; signatory: Signatory } | { kind: 'withdrawn'; withdrawnOn: string }

/** Signatories in the order asked for, the `after` of the next page, and how many the query matches in all. */
type SignatoryPage = { signatories: Signatory[]; next: string | null; matchCount: number }

/** A list, and how many the query looks at; `groups`: its sections and countries as the reader's language has them. */
export type ListToPage = {
  slug: string
  listOrder: ListOrder
  groups: readonly CountryGroup[]
  count: number
}

/**
 * One page of a list: what follows `after`. Null where `after` is not on the list (any more).
 * - Where words are looked for, `matchCount` goes up to `mostCounted`.
 * - Else it is `count`, which the caller knows: of the whole list, or of the country.
 */
export async function findListPage(
  reader: Reader,
  { slug, listOrder: ownOrder, groups, count: knownCount }: ListToPage,
  query: ListQuery,
  { after, most, mostCounted }: { after: string | null; most: number; mostCounted: number },
): Promise<SignatoryPage | null> {
  const shape = shapeOf(query, ownOrder, after)
  const values: QueryValues = {
    slug,
    country: query.country,
    after,
    limit: most + 1,
    mostCounted,
    ...wordValues(shape),
  }
  const isByCountry = query.sort === 'list' && ownOrder === 'country' && query.country === null
  const rows = isByCountry
    ? await selectByCountry(reader, groups, { after, most: most + 1, shape, values: { ...values, slug } })
    : await selectPage(reader, shape, values)
  const [first] = rows
  // An empty page after somebody is the end of the list, or that one has left it.
  if (!first && after !== null && !(await isListed(reader, slug, after))) return null
  const signatories = rows.slice(0, most).map(signatoryOf)
  const next = rows.length > most ? (signatories.at(-1)?.id ?? null) : null
  if (!isSearch(shape)) return { signatories, next, matchCount: knownCount }
  const counted = first && 'matchCount' in first ? first.matchCount : null
  if (typeof counted === 'number') return { signatories, next, matchCount: counted }
  const isNone = !first && after === null
  return { signatories, next, matchCount: isNone ? 0 : await countMatches(reader, shape, values) }
}

/** The signatory of an id, or the day on which it left the list; null if it never was there. */
export async function findListing(reader: Reader, slug: string, wanted: string): Promise<Listing | null> {
  const [row] = await reader
    .select(signatoryColumns)
    .from(publicSignatories)
    .where(and(eq(statement, slug), eq(id, wanted)))
  if (row) return { kind: 'listed', signatory: signatoryOf(row) }
  const [withdrawal] = await reader
    .select({ withdrawnOn: publicWithdrawals.withdrawnOn })
    .from(publicWithdrawals)
    .where(and(eq(publicWithdrawals.statement, slug), eq(publicWithdrawals.id, wanted)))
  return withdrawal ? { kind: 'withdrawn', ...withdrawal } : null
}

/** The slug of the statement whose list an id is on, or was on; null if it never was on any. */
export async function findStatementOf(reader: Reader, wanted: string): Promise<string | null> {
  const [row] = await reader.select({ statement }).from(publicSignatories).where(eq(id, wanted))
  if (row) return row.statement
  const [withdrawal] = await reader
    .select({ statement: publicWithdrawals.statement })
    .from(publicWithdrawals)
    .where(eq(publicWithdrawals.id, wanted))
  return withdrawal?.statement ?? null
}

/** The beginning of a list in the order of joining, founding signatories first. */
export async function findFirst(reader: Reader, slug: string, most: number): Promise<Signatory[]> {
  const rows = await reader
    .select(signatoryColumns)
    .from(publicSignatories)
    .where(eq(statement, slug))
    .orderBy(asc(listOrder))
    .limit(most)
  return rows.map(signatoryOf)
}

/** The endorsing signatories that came last, newest first. */
export async function findNewest(reader: Reader, slug: string, most: number): Promise<Signatory[]> {
  const rows = await reader
    .select(signatoryColumns)
    .from(publicSignatories)
    .where(and(eq(statement, slug), not(founding)))
    .orderBy(desc(listOrder))
    .limit(most)
  return rows.map(signatoryOf)
}

export type GroupCount = {
  country: string | null
  kind: SignerKind
  founding: boolean
  late: boolean
  count: number
}

/** How many signatories of each sort there are in each country, by its code; those that stated none last. */
export const countGroups = (reader: Reader, slug: string): Promise<GroupCount[]> =>
  reader
    .select({ country, kind, founding, late, count: count() })
    .from(publicSignatories)
    .where(eq(statement, slug))
    .groupBy(country, kind, founding, late)
    .orderBy(asc(country), asc(kind), asc(founding), asc(late))

export type VersionCount = { version: number; kind: SignerKind; count: number }

/** How many of each kind signed each version before this one, the newest version first. */
export const countSignedBefore = (reader: Reader, slug: string, version: number): Promise<VersionCount[]> =>
  reader
    .select({ version: publicSignatories.version, kind, count: count() })
    .from(publicSignatories)
    .where(and(eq(statement, slug), lt(publicSignatories.version, version)))
    .groupBy(publicSignatories.version, kind)
    .orderBy(desc(publicSignatories.version), asc(kind))

/** How many they are together. */
export const sumOf = (counts: readonly { count: number }[]): number =>
  counts.reduce((sum, { count }) => sum + count, 0)

/** How many of each kind are counted and not named, by the version that they signed, the newest first. */
export const countWithheld = (reader: Reader, slug: string): Promise<VersionCount[]> =>
  reader
    .select({ version: publicWithheld.version, kind: publicWithheld.kind, count: publicWithheld.count })
    .from(publicWithheld)
    .where(eq(publicWithheld.statement, slug))
    .orderBy(desc(publicWithheld.version), asc(publicWithheld.kind))

export type Withdrawal = { id: string; withdrawnOn: string }

/** Whose name left last, newest first. */
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

/** Only these fields, whatever else the row has: an answer consists of them. */
const signatoryOf = (row: Signatory): Signatory => ({
  id: row.id,
  name: row.name,
  names: row.names,
  country: row.country,
  website: row.website,
  comment: row.comment,
  founding: row.founding,
  version: row.version,
  textLanguage: row.textLanguage,
  signedOn: row.signedOn,
  late: row.late,
  kind: row.kind,
  title: row.title,
  affiliation: row.affiliation,
})
