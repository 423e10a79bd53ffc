import type { Endorsement, Transition } from '../domain/endorsement.ts'
import { endClaim } from './claims.ts'
import type { Transaction } from './client.ts'
import { insertEvent, updateEndorsement } from './endorsements.ts'

/** Forgets the representative of a locked endorsement on their own word, and ends what waits with it. */
export async function eraseOnWord(
  tx: Transaction,
  before: Endorsement,
  decided: Transition<Endorsement>,
  at: Date,
) {
  const { to, event } = decided
  if (!(await updateEndorsement(tx, before, decided, 'representative', at)))
    throw new Error('changed while it was locked')
  if (event !== 'erased') await insertEvent(tx, to, 'erased', 'representative', at)
  await endClaim(tx, to.id)
}
