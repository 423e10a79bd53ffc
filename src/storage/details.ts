import { and, desc, eq, lte, max } from 'drizzle-orm'
import type { Endorsement } from '../domain/endorsement.ts'
import { type KeptOrganisation, keptOf, type Organisation, organisationFrom } from '../domain/organisation.ts'
import type { Reader, Transaction } from './client.ts'
import { details, events } from './schema/endorsements.ts'

/** What of an endorsement becomes public, and whether it does. */
export type Details = { organisation: Organisation; comment: string | null; nameWithheld: boolean }

type KeptDetails = Omit<Details, 'organisation'> & { organisation: KeptOrganisation }

/** Keeps the public details as they stand from this revision on. */
export async function insertDetails(tx: Transaction, endorsement: Endorsement) {
  await tx.insert(details).values(detailsRow(endorsement))
}

export const detailsRow = ({ id, revision, organisation, comment, nameWithheld }: Endorsement) => ({
  endorsementId: id,
  revision,
  fields: JSON.stringify({ organisation: keptOf(organisation), comment, nameWithheld } satisfies KeptDetails),
})

/** What was kept before names could be withheld says nothing of it: they were shown. */
export function detailsIn(fields: string): Details {
  const kept = JSON.parse(fields) as Partial<KeptDetails> & Omit<KeptDetails, 'nameWithheld'>
  return { nameWithheld: false, ...kept, organisation: organisationFrom(kept.organisation) }
}

/** The details as they stood at a revision; null if they are not kept. */
export async function findDetails(reader: Reader, id: string, revision: number): Promise<Details | null> {
  const [row] = await reader
    .select({ fields: details.fields })
    .from(details)
    .where(and(eq(details.endorsementId, id), lte(details.revision, revision)))
    .orderBy(desc(details.revision))
    .limit(1)
  return row ? detailsIn(row.fields) : null
}

/**
 * The revision since which the details stand; of a returned request, since which its question does. A first approval
 * and a decision taken back do not raise it. Null if the details are not kept.
 */
export async function findStandingSince(
  reader: Reader,
  { id, status, revision }: Pick<Endorsement, 'id' | 'status' | 'revision'>,
): Promise<number | null> {
  const [detailed] = await reader
    .select({ since: max(details.revision) })
    .from(details)
    .where(and(eq(details.endorsementId, id), lte(details.revision, revision)))
  if (status !== 'returned') return detailed?.since ?? null
  const [question] = await reader
    .select({ since: max(events.revision) })
    .from(events)
    .where(and(eq(events.endorsementId, id), eq(events.kind, 'returned')))
  return question?.since ?? null
}
