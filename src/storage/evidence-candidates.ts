import { and, arrayOverlaps, eq, isNotNull, ne, type SQL, sql } from 'drizzle-orm'
import type { Endorsement } from '../domain/endorsement.ts'
import { alikeKeys } from '../domain/look-alike/alike-keys.ts'
import { givenNames } from '../domain/organisation.ts'
import type { Reader } from './client.ts'
import { endorsements, knownNames } from './schema/endorsements.ts'

/** Founding signatories are few, and what imitations are of: they are always compared. */
const mostFounding = 100

/**
 * Others whose names may be taken for a request's, in another language, script or length, and the signatories that are
 * known by such a name. `texts` are what of the names is compared by trigrams; `most`, how many are looked at for each
 * way.
 */
export async function findAlike(
  reader: Reader,
  { id, statement, organisation }: Pick<Endorsement, 'id' | 'statement' | 'organisation'>,
  texts: readonly string[],
  most: number,
): Promise<string[]> {
  const keys = alikeKeys(givenNames(organisation))
  const isListed = eq(endorsements.status, sql`'approved'`)
  const others = (condition: SQL | undefined, limit: number) =>
    reader
      .select({ id: endorsements.id })
      .from(endorsements)
      .where(and(eq(endorsements.statement, statement), ne(endorsements.id, id), condition))
      .limit(limit)
  const known = (condition: SQL, order?: SQL) => {
    const query = reader
      .select({ id: endorsements.id })
      .from(knownNames)
      .innerJoin(endorsements, eq(endorsements.id, knownNames.endorsementId))
      .where(and(eq(endorsements.statement, statement), ne(endorsements.id, id), isListed, condition))
    return order ? query.orderBy(order).limit(most) : query.limit(most)
  }
  const rows = await Promise.all([
    others(and(isListed, isNotNull(endorsements.foundingKey)), mostFounding),
    others(and(isListed, arrayOverlaps(endorsements.alikeKeys, keys)), most),
    others(
      and(
        ne(endorsements.status, sql`'approved'`),
        isNotNull(endorsements.confirmedAt),
        arrayOverlaps(endorsements.alikeKeys, keys),
      ),
      most,
    ),
    known(arrayOverlaps(knownNames.alikeKeys, keys)),
    ...texts.map(text =>
      known(sql`${text} <% ${knownNames.searchText}`, sql`${text} <<-> ${knownNames.searchText}`),
    ),
  ])
  return [...new Set(rows.flat().map(row => row.id))]
}
