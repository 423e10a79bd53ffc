import type { Transaction } from '../../storage/client.ts'
import { endContactChange, findDueContactChanges } from '../../storage/contact-changes.ts'
import { lockEndorsement } from '../../storage/endorsements.ts'
import { violates } from '../../storage/pg-errors.ts'
import type { ContactDeps } from './contact-deps.ts'
import { findChange, isHeldBack, judgeChange, lockRequestsOfNewAddress } from './judge-change.ts'
import { storeContact } from './store-contact.ts'

/**
 * Makes the changes of a contact that a moderator put forward, once the new address has said yes and the one on file
 * has had its time. What stands in the way of one, such as a request of the new address that waits, is looked at again
 * next time; a change that can come to nothing any more ends.
 */
export async function makeDueChanges(deps: ContactDeps, most: number): Promise<void> {
  for (const id of await findDueContactChanges(deps.db, deps.now(), most)) {
    try {
      await deps.db.transaction(tx => makeDue(tx, deps, id))
    } catch (error) {
      // The new address confirmed a request of its own in this very moment.
      if (!violates(error, 'endorsements_one_request')) throw error
    }
  }
}

async function makeDue(tx: Transaction, deps: ContactDeps, id: string): Promise<void> {
  await lockRequestsOfNewAddress(tx, deps, id)
  const present = await lockEndorsement(tx, id)
  const changing = present && (await findChange(tx, deps, present))
  // The contact was erased by the version before this one, which knows of no change.
  if (!changing) return endContactChange(tx, id, deps.now())
  // Read again behind the lock: another one may have been opened.
  if (changing.change.acceptedAt === null || (await isHeldBack(tx, deps, changing.change, id))) return
  const judged = await judgeChange(tx, deps, changing)
  if (judged.ok) await storeContact(tx, deps, { ...changing, decided: judged.value }, 'clock')
  else if (judged.error.reason === 'wrong_status') await endContactChange(tx, id, deps.now())
}
