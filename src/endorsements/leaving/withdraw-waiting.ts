import { allows } from '../../domain/actions.ts'
import type { Endorsement, RepresentativeError } from '../../domain/endorsement.ts'
import { withdrawOwn } from '../../domain/leaving.ts'
import { err, ok, type Result } from '../../domain/result.ts'
import { findContact } from '../../storage/contacts.ts'
import type { OwnDeps } from '../own-transition.ts'
import { lockPrivateLink, type PrivateLinkError } from '../private-link.ts'
import { storeWithdrawal } from './store-withdrawal.ts'

/**
 * Withdraws a request that waits, by a link to its private page. Of parallel calls one withdraws, and one mail goes.
 */
export const withdrawWaiting = (
  deps: OwnDeps,
  token: string,
): Promise<Result<Endorsement, RepresentativeError | PrivateLinkError | { reason: 'busy' }>> =>
  deps.db.transaction(async tx => {
    const { sealing, now } = deps
    const opened = await lockPrivateLink(tx, now(), token)
    if (!opened.ok) return opened
    const { endorsement, present } = opened.value
    const contact = await findContact(tx, sealing, present.id)
    if (!contact) return err({ reason: 'link_unknown' })
    const decided = withdrawOwn(present, { byOneHourLink: false }, now())
    if (!decided.ok) {
      // What the representative knows could be withdrawn: a decision that is not to be told yet stands in the way.
      const isUntold = decided.error.reason === 'wrong_status' && allows('withdrawOwn', endorsement)
      return isUntold ? err({ reason: 'busy' }) : decided
    }
    await storeWithdrawal(tx, deps, { before: present, decided: decided.value, contact })
    return ok(decided.value.to)
  })
