import { and, asc, count, desc, eq, lt, not } from 'drizzle-orm'
import type { Names } from '../domain/organisation.ts'
import type { Reader } from './client.ts'
import {
  askPage,
  columns,
  countMatches,
  isSearch,
  type ListQuery,
  shapeOf,
  type Values,
  wordsIn,
} from './list-sql.ts'
import { publicSignatories, publicWithdrawals } from './schema.ts'

const { id, statement, founding, country, place } = publicSignatories

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

/** Somebody who is on the list, or who was: of those nothing is told but the day. */
export type Listed = { kind: 'listed'; signatory: Signatory } | { kind: 'withdrawn'; withdrawnOn: string }

/** Signatories in the order asked for, the `after` of the next page, and how many the query finds in all. */
export type FoundPage = { signatories: Signatory[]; next: string | null; found: number }

/**
 * One page of a list: what follows `after`. `found` is counted no further than `cap`, and is `count`, of the list or of
 * the country, where no words are looked for. Null where `after` is not on the list (any more).
 */
export async function findListPage(
  reader: Reader,
  { slug, count: all }: { slug: string; count: number },
  query: ListQuery,
  { after, most, cap }: { after: string | null; most: number; cap: number },
): Promise<FoundPage | null> {
  const shape = shapeOf(query, after)
  const values: Values = { slug, country: query.country, after, limit: most + 1, cap, ...wordsIn(shape) }
  const rows = await askPage(reader, shape, values)
  const [first] = rows
  // Nothing comes after who is not there, as nothing comes after the last.
  if (!first && after !== null && !(await isListed(reader, slug, after))) return null
  const signatories = rows.slice(0, most).map(signatoryOf)
  const next = rows.length > most ? (signatories.at(-1)?.id ?? null) : null
  if (!isSearch(shape)) return { signatories, next, found: all }
  const found = first?.found ?? (after === null ? 0 : await countMatches(reader, shape, values))
  return { signatories, next, found }
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

/** How many signed each version. */
export type VersionCount = { version: number; count: number }

/** Who signed a version before this one: newest first. */
export const countSignedBefore = (reader: Reader, slug: string, version: number): Promise<VersionCount[]> =>
  reader
    .select({ version: publicSignatories.version, count: count() })
    .from(publicSignatories)
    .where(and(eq(statement, slug), lt(publicSignatories.version, version)))
    .groupBy(publicSignatories.version)
    .orderBy(desc(publicSignatories.version))

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
