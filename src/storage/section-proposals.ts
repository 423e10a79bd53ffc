import { eq } from 'drizzle-orm'
import type { SignerKind } from '../domain/statement.ts'
import type { Reader, Transaction } from './client.ts'
import { sectionProposals } from './schema/endorsements.ts'

/**
 * Among whom a moderator would have a signatory stand. It goes by itself where the entry changes, or leaves the list.
 */
export type SectionProposal = { kind: SignerKind; proposedBy: string; proposedAt: Date }

/** Puts a proposal in the place of any that waits. */
export async function putSectionProposal(tx: Transaction, endorsementId: string, proposal: SectionProposal) {
  await tx
    .insert(sectionProposals)
    .values({ endorsementId, ...proposal })
    .onConflictDoUpdate({ target: sectionProposals.endorsementId, set: proposal })
}

export async function findSectionProposal(
  reader: Reader,
  endorsementId: string,
): Promise<SectionProposal | null> {
  const { kind, proposedBy, proposedAt } = sectionProposals
  const [row] = await reader
    .select({ kind, proposedBy, proposedAt })
    .from(sectionProposals)
    .where(eq(sectionProposals.endorsementId, endorsementId))
  return row ?? null
}

export async function deleteSectionProposal(tx: Transaction, endorsementId: string) {
  await tx.delete(sectionProposals).where(eq(sectionProposals.endorsementId, endorsementId))
}
