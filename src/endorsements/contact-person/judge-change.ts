import { asTold } from '../../domain/as-told.ts'
import { changeContact, isObjectionOpen } from '../../domain/contact-change.ts'
import { type Endorsement, isUndecided } from '../../domain/endorsement.ts'
import { err } from '../../domain/result.ts'
import type { Transaction } from '../../storage/client.ts'
import { type ContactChange, findContactChange } from '../../storage/contact-changes.ts'
import { type Contact, findContact } from '../../storage/contacts.ts'
import { findEndorsement } from '../../storage/endorsements.ts'
import { findUnsent } from '../../storage/outbox.ts'
import { findProved, lockUnproved } from '../../storage/requests-of-address.ts'
import type { ContactDeps } from './contact-deps.ts'

/** Locked before the endorsement, as confirming does, so that the two never wait for each other. */
export async function lockRequestsOfNewAddress(
  tx: Transaction,
  { sealing }: Pick<ContactDeps, 'sealing'>,
  endorsementId: string,
) {
  const endorsement = await findEndorsement(tx, endorsementId)
  const change = await findContactChange(tx, sealing, endorsementId)
  if (endorsement && change)
    await lockUnproved(tx, {
      statement: endorsement.statement,
      lookup: sealing.lookup(change.contact.email),
    })
}

type Found = { present: Endorsement; change: ContactChange; old: Contact }

/** The open change of an endorsement and whom it is about; null where there is none, or nobody is known any more. */
export async function findChange(
  tx: Transaction,
  { sealing }: Pick<ContactDeps, 'sealing'>,
  present: Endorsement,
): Promise<Found | null> {
  const change = await findContactChange(tx, sealing, present.id)
  const old = await findContact(tx, sealing, present.id)
  return change && old && { present, change, old }
}

/** Whether the change can be made now; the endorsement and the new address's own requests are locked. */
export async function judgeChange(
  tx: Transaction,
  { sealing, now }: ContactDeps,
  { present, change }: Found,
) {
  const decided = changeContact(present)
  if (asTold(present, now()) !== present) return err({ reason: 'busy' } as const)
  if (!decided.ok) return err({ reason: 'wrong_status' } as const)
  const { statement, status } = present
  const lookup = sealing.lookup(change.contact.email)
  if (isUndecided(status) && (await findProved(tx, { statement, lookup })))
    return err({ reason: 'already_waiting' } as const)
  return decided
}

/**
 * Whether the address on file still has its time: also where the notice has not gone yet. One that no provider takes is
 * not waited for; the desk says so.
 */
export const isHeldBack = async (tx: Transaction, { now }: ContactDeps, change: ContactChange, id: string) =>
  isObjectionOpen(change, now()) || (await findUnsent(tx, id, 'contact-notice')) === 'owed'
