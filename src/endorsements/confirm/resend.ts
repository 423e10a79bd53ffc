import type { Deps } from '../../deps.ts'
import { allows } from '../../domain/actions.ts'
import type { RepresentativeError } from '../../domain/endorsement.ts'
import { err, ok, type Result } from '../../domain/result.ts'
import type { Transaction } from '../../storage/client.ts'
import { findContact } from '../../storage/contacts.ts'
import { lockEndorsement } from '../../storage/endorsements.ts'
import { spendAllowance } from '../../storage/mail-allowances.ts'
import { isSameAddress } from '../../storage/sealing.ts'
import { resendConfirmLink } from '../mail-confirm-link.ts'
import { findLinked } from './open-confirm-link.ts'

/**
 * Sends another confirm link to the address behind an old one. Whoever holds that link may be told how it
 * went; `capped` when the address has had its links for today.
 */
export async function resendByLink(
  deps: Deps,
  token: string,
): Promise<Result<'sent' | 'capped', RepresentativeError>> {
  return deps.db.transaction(async tx => {
    const opened = await findLinked(tx, deps, token)
    if (!opened.ok) return opened
    const { endorsement, contact } = opened.value
    if (!contact) return err({ reason: 'link_unknown' })
    return resend(tx, deps, endorsement.id, contact.email)
  })
}

async function resend(
  tx: Transaction,
  deps: Deps,
  id: string,
  email: string,
): Promise<Result<'sent' | 'capped', RepresentativeError>> {
  const { sealing, config, now } = deps
  // The allowance's row is locked first, so parallel calls for one address come here one by one.
  if (!(await spendAllowance(tx, sealing.mailbox(email), 'fresh-link', config.freshLinksPerAddress, now()))) {
    return ok('capped')
  }
  // Locked, as the clock's sweep could change it now: the link would be lost and the allowance spent.
  const endorsement = await lockEndorsement(tx, id)
  if (!endorsement) return err({ reason: 'link_unknown' })
  if (!allows('resend', endorsement)) return err({ reason: 'link_used', status: endorsement.status })
  // Its address was corrected in this very moment: nothing of it goes to the old one.
  const contact = await findContact(tx, sealing, id)
  if (!contact || !isSameAddress(contact.email, email)) return err({ reason: 'link_unknown' })
  await resendConfirmLink(tx, deps, endorsement, email)
  return ok('sent')
}
