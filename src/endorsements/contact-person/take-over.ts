import { asTold } from '../../domain/as-told.ts'
import { changeContact } from '../../domain/contact-change.ts'
import { isUndecided } from '../../domain/endorsement.ts'
import { err, ok } from '../../domain/result.ts'
import type { Transaction } from '../../storage/client.ts'
import { findContactChange } from '../../storage/contact-changes.ts'
import { findContact } from '../../storage/contacts.ts'
import { findEndorsement, lockEndorsement } from '../../storage/endorsements.ts'
import { violates } from '../../storage/pg-errors.ts'
import { findProved, lockUnproved } from '../../storage/requests-of-address.ts'
import { findTokenFor, markUsed, type Token } from '../../storage/tokens.ts'
import type { ContactDeps, ContactResult } from './contact-deps.ts'
import { storeContact } from './store-contact.ts'

/** The new contact person says yes. Of parallel calls one does it; a stop that came before leaves nothing to say yes to. */
export async function takeOver(deps: ContactDeps, token: string): ContactResult<null> {
  try {
    return await deps.db.transaction(async tx => {
      const known = await findTokenFor(tx, ['new-contact'], token)
      if (!known) return err({ reason: 'link_unknown' })
      await lockRequestsOfNewAddress(tx, deps, known)
      return takeOverLocked(tx, deps, token, known)
    })
  } catch (error) {
    // Another change to the same address, or the address itself, was faster in this very moment.
    if (violates(error, 'endorsements_one_request')) return err({ reason: 'already_waiting' })
    throw error
  }
}

/** Before the endorsement: one order of locks, as when the address confirms a request of its own. */
async function lockRequestsOfNewAddress(tx: Transaction, { sealing }: ContactDeps, { endorsementId }: Token) {
  const endorsement = await findEndorsement(tx, endorsementId)
  const change = await findContactChange(tx, sealing, endorsementId)
  if (endorsement && change)
    await lockUnproved(tx, { statement: endorsement.statement, lookup: change.lookup })
}

async function takeOverLocked(
  tx: Transaction,
  deps: ContactDeps,
  token: string,
  { endorsementId }: Token,
): ContactResult<null> {
  const { sealing, now } = deps
  const present = await lockEndorsement(tx, endorsementId)
  // Read again behind the lock: of two at once the second sees that the first has used it, or that it was stopped.
  const link = present && (await findTokenFor(tx, ['new-contact'], token))
  if (!link) return err({ reason: 'link_unknown' })
  if (link.usedAt) return err({ reason: 'link_used' })
  if (now() >= link.expiresAt) return err({ reason: 'link_expired' })
  const change = await findContactChange(tx, sealing, present.id)
  const old = await findContact(tx, sealing, present.id)
  if (!change || !old) return err({ reason: 'link_unknown' })
  const decided = changeContact(present)
  if (asTold(present, now()) !== present) return err({ reason: 'busy' })
  if (!decided.ok) return err({ reason: 'wrong_status' })
  const { statement, status } = present
  if (isUndecided(status) && (await findProved(tx, { statement, lookup: change.lookup })))
    return err({ reason: 'already_waiting' })
  await markUsed(tx, link.hash, now())
  const changed = { before: present, decided: decided.value, old, change }
  await storeContact(tx, deps, changed, { actor: 'representative', but: link.hash })
  return ok(null)
}
