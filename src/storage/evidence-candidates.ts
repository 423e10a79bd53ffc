import { and, eq, isNotNull, ne, type SQL, sql } from 'drizzle-orm'
import { alikeKeys } from '../domain/look-alike/alike-keys.ts'
import type { Reader } from './client.ts'
import { overlaps } from './overlaps.ts'
import { endorsements, knownNames } from './schema/endorsements.ts'

/** The names of a request; `texts`: what of them is compared by trigrams. */
type Names = { id: string; statement: string; names: readonly string[]; texts: readonly string[] }

const isNoPerson = sql`endorsements.kind <> 'person'`

/** Founding signatories are few, and what imitations are of: they are always compared. */
const mostFounding = 100

/**
 * Organisations and networks whose names may be taken for these, in another language, script or length, and those that
 * are known by such a name; `most`: how many are looked at for each way.
 */
export async function findAlike(
  reader: Reader,
  { id, statement, names, texts }: Names,
  most: number,
): Promise<string[]> {
  const keys = alikeKeys([...names])
  const isListed = eq(endorsements.status, sql`'approved'`)
  const others = (condition: SQL | undefined, limit: number) =>
    reader
      .select({ id: endorsements.id })
      .from(endorsements)
      .where(and(eq(endorsements.statement, statement), ne(endorsements.id, id), isNoPerson, condition))
      .limit(limit)
  const known = (condition: SQL, order?: SQL) => {
    const query = reader
      .select({ id: endorsements.id })
      .from(knownNames)
      .innerJoin(endorsements, eq(endorsements.id, knownNames.endorsementId))
      .where(
        and(eq(endorsements.statement, statement), ne(endorsements.id, id), isListed, isNoPerson, condition),
      )
    return order ? query.orderBy(order).limit(most) : query.limit(most)
  }
  const rows = await Promise.all([
    others(and(isListed, isNotNull(endorsements.foundingKey)), mostFounding),
    others(and(isListed, overlaps(endorsements.alikeKeys, keys)), most),
    others(
      and(
        ne(endorsements.status, sql`'approved'`),
        isNotNull(endorsements.confirmedAt),
        overlaps(endorsements.alikeKeys, keys),
      ),
      most,
    ),
    known(overlaps(knownNames.alikeKeys, keys)),
    ...texts.map(text =>
      known(sql`${text} <% ${knownNames.searchText}`, sql`${text} <<-> ${knownNames.searchText}`),
    ),
  ])
  return [...new Set(rows.flat().map(row => row.id))]
}
