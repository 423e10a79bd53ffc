import { err, ok } from '../../domain/result.ts'
import type { Transaction } from '../../storage/client.ts'
import { acceptContactChange } from '../../storage/contact-changes.ts'
import { insertEvent, lockEndorsement } from '../../storage/endorsements.ts'
import { violates } from '../../storage/pg-errors.ts'
import { findToken, markUsed, type Token } from '../../storage/tokens.ts'
import type { ContactDeps, ContactResult } from './contact-deps.ts'
import { findChange, isHeldBack, judgeChange, lockRequestsOfNewAddress } from './judge-change.ts'
import { storeContact } from './store-contact.ts'

/**
 * The new contact person says yes. Of parallel calls one does it; a stop that came before leaves nothing to say yes to.
 * What a moderator put forward waits on for the address on file, and the clock makes it:
 * src/endorsements/contact-person/make-due.ts. `wantsUpdates`: they ask for news of the statement.
 */
export async function takeOver(
  deps: ContactDeps,
  token: string,
  { wantsUpdates }: { wantsUpdates: boolean } = { wantsUpdates: false },
): ContactResult<null> {
  try {
    return await deps.db.transaction(async tx => {
      const known = await findToken(tx, 'new-contact', token)
      if (!known) return err({ reason: 'link_unknown' })
      await lockRequestsOfNewAddress(tx, deps, known.endorsementId)
      return takeOverLocked(tx, deps, { token, known, wantsUpdates })
    })
  } catch (error) {
    // Another change to the same address, or the address itself, was faster in this very moment.
    if (violates(error, 'endorsements_one_request')) return err({ reason: 'already_waiting' })
    throw error
  }
}

async function takeOverLocked(
  tx: Transaction,
  deps: ContactDeps,
  { token, known, wantsUpdates }: { token: string; known: Token; wantsUpdates: boolean },
): ContactResult<null> {
  const { endorsementId } = known
  const now = deps.now()
  const present = await lockEndorsement(tx, endorsementId)
  // Read again behind the lock: of two at once the second sees that the first has used it, or that it was stopped.
  const link = present && (await findToken(tx, 'new-contact', token))
  if (!link) return err({ reason: 'link_unknown' })
  if (link.usedAt) return err({ reason: 'link_used' })
  if (now >= link.expiresAt) return err({ reason: 'link_expired' })
  const changing = await findChange(tx, deps, present)
  if (!changing) return err({ reason: 'link_unknown' })
  const judged = await judgeChange(tx, deps, changing)
  if (!judged.ok) return judged
  await markUsed(tx, link.hash, now)
  const change = { ...changing.change, wantsUpdates }
  if (await isHeldBack(tx, deps, change, present.id)) {
    await acceptContactChange(tx, deps.sealing, present.id, change, now)
    await insertEvent(tx, present, 'contact_accepted', 'representative', now)
  } else {
    await storeContact(tx, deps, { ...changing, change, decided: judged.value }, 'representative')
  }
  return ok(null)
}
