import type { Endorsement } from '../domain/endorsement.ts'
import type { Transaction } from './client.ts'
import { findContact } from './contacts.ts'
import { lockEndorsement } from './endorsements.ts'
import { isSameAddress, type Sealing } from './sealing.ts'

/** Locks an endorsement, so that its contact stays; null where that is not, or no longer, at this address. */
export async function lockOfContact(
  tx: Transaction,
  sealing: Sealing,
  { id, email }: { id: string; email: string },
): Promise<Endorsement | null> {
  const endorsement = await lockEndorsement(tx, id)
  const contact = endorsement && (await findContact(tx, sealing, id))
  return contact && isSameAddress(contact.email, email) ? endorsement : null
}
