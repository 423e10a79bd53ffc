import { and, asc, eq, inArray, ne } from 'drizzle-orm'
import type { Endorsement } from '../domain/endorsement.ts'
import { nameKeys } from '../domain/organisation.ts'
import type { Reader } from './client.ts'
import { endorsements, listedNames } from './schema/endorsements.ts'

/** A signatory by its id and its main name, and whether that is shown to nobody but moderators. */
export type NameHolder = { id: string; name: string; nameWithheld: boolean }

/** The other signatories of the list that have one of its names: while they do, it cannot be published. */
export const findNameHolders = (
  reader: Reader,
  { id, statement, organisation }: Pick<Endorsement, 'id' | 'statement' | 'organisation'>,
): Promise<NameHolder[]> =>
  reader
    .selectDistinct({
      id: endorsements.id,
      name: endorsements.name,
      nameWithheld: endorsements.nameWithheld,
    })
    .from(listedNames)
    .innerJoin(endorsements, eq(endorsements.id, listedNames.endorsementId))
    .where(
      and(
        eq(listedNames.statement, statement),
        inArray(listedNames.key, nameKeys(organisation)),
        ne(listedNames.endorsementId, id),
      ),
    )
    .orderBy(asc(endorsements.name))
