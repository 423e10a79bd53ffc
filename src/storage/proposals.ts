import { eq } from 'drizzle-orm'
import type { Correction } from '../domain/endorsing.ts'
import { type KeptOrganisation, keptOf, organisationFrom } from '../domain/organisation.ts'
import type { Reader, Transaction } from './client.ts'
import { proposals } from './schema/endorsements.ts'

/** What a listed organisation would have its entry say. It goes by itself where that changes, or leaves the list. */
export type Proposal = Correction & { proposedAt: Date }

type KeptCorrection = Omit<Correction, 'organisation'> & { organisation: KeptOrganisation }

/** Puts a proposal in the place of any that waits. */
export async function putProposal(
  tx: Transaction,
  endorsementId: string,
  { proposedAt, organisation, comment }: Proposal,
) {
  const set = {
    fields: JSON.stringify({ organisation: keptOf(organisation), comment } satisfies KeptCorrection),
    proposedAt,
  }
  await tx
    .insert(proposals)
    .values({ endorsementId, ...set })
    .onConflictDoUpdate({ target: proposals.endorsementId, set })
}

export async function findProposal(reader: Reader, endorsementId: string): Promise<Proposal | null> {
  const [row] = await reader.select().from(proposals).where(eq(proposals.endorsementId, endorsementId))
  if (!row) return null
  const { organisation, comment } = JSON.parse(row.fields) as KeptCorrection
  return { organisation: organisationFrom(organisation), comment, proposedAt: row.proposedAt }
}

export async function deleteProposal(tx: Transaction, endorsementId: string) {
  await tx.delete(proposals).where(eq(proposals.endorsementId, endorsementId))
}
