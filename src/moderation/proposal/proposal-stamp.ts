import type { Proposal } from '../../storage/proposals.ts'

/** What a form carries of the proposal that its page showed, so that nobody decides on another; empty: there was none. */
export const stampOf = (proposal: Pick<Proposal, 'proposedAt'> | null): string =>
  proposal ? String(proposal.proposedAt.getTime()) : ''
