import { eq } from 'drizzle-orm'
import type { Correction } from '../domain/endorsing.ts'
import type { Reader, Transaction } from './client.ts'
import { proposals } from './schema/endorsements.ts'

/** What a listed organisation would have its entry say. It goes by itself where that changes, or leaves the list. */
export type Proposal = Correction & { proposedAt: Date }

/** Puts a proposal in the place of any that waits. */
export async function putProposal(
  tx: Transaction,
  endorsementId: string,
  { proposedAt, organisation, comment }: Proposal,
) {
  const set = { fields: JSON.stringify({ organisation, comment } satisfies Correction), proposedAt }
  await tx
    .insert(proposals)
    .values({ endorsementId, ...set })
    .onConflictDoUpdate({ target: proposals.endorsementId, set })
}

export async function findProposal(reader: Reader, endorsementId: string): Promise<Proposal | null> {
  const [row] = await reader.select().from(proposals).where(eq(proposals.endorsementId, endorsementId))
  return row ? { ...(JSON.parse(row.fields) as Correction), proposedAt: row.proposedAt } : null
}

export async function deleteProposal(tx: Transaction, endorsementId: string) {
  await tx.delete(proposals).where(eq(proposals.endorsementId, endorsementId))
}
