import { and, asc, eq, gte, inArray, ne } from 'drizzle-orm'
import type { Endorsement } from '../domain/endorsement.ts'
import { nameKeys } from '../domain/organisation.ts'
import type { Reader } from './client.ts'
import { endorsements, listedNames } from './schema/endorsements.ts'
import { statements } from './schema/statements.ts'

/** A signatory by its id and its main name, and whether that is shown to nobody but moderators. */
export type NameHolder = { id: string; name: string; nameWithheld: boolean }

type Wanted = Pick<Endorsement, 'id' | 'statement' | 'organisation'>

/** Whether another signatory that readers see has one of its names: neither withheld nor held back after a round. */
export async function isNameShown(reader: Reader, wanted: Wanted): Promise<boolean> {
  const rows = await reader
    .select({ id: endorsements.id })
    .from(listedNames)
    .innerJoin(endorsements, eq(endorsements.id, listedNames.endorsementId))
    .innerJoin(statements, eq(statements.slug, listedNames.statement))
    .where(
      and(
        isOfAnother(wanted),
        eq(endorsements.nameWithheld, false),
        gte(endorsements.version, statements.publicFrom),
      ),
    )
    .limit(1)
  return rows.length > 0
}

const isOfAnother = ({ id, statement, organisation }: Wanted) =>
  and(
    eq(listedNames.statement, statement),
    inArray(listedNames.key, nameKeys(organisation)),
    ne(listedNames.endorsementId, id),
  )

/** The other signatories of the list that have one of its names: while they do, it cannot be published. */
export const findNameHolders = (reader: Reader, wanted: Wanted): Promise<NameHolder[]> =>
  reader
    .selectDistinct({
      id: endorsements.id,
      name: endorsements.name,
      nameWithheld: endorsements.nameWithheld,
    })
    .from(listedNames)
    .innerJoin(endorsements, eq(endorsements.id, listedNames.endorsementId))
    .where(isOfAnother(wanted))
    .orderBy(asc(endorsements.name))
