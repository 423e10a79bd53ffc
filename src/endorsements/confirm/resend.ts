import type { Deps } from '../../deps.ts'
import { changedMeanwhile, type EndorsementError } from '../../domain/endorsement.ts'
import * as rules from '../../domain/endorsing.ts'
import { err, ok, type Result } from '../../domain/result.ts'
import type { Transaction } from '../../storage/client.ts'
import { findContact } from '../../storage/contacts.ts'
import {
  findEndorsement,
  findUnconfirmed,
  findWaiting,
  lockEndorsement,
  updateEndorsement,
} from '../../storage/endorsements.ts'
import { spendAllowance } from '../../storage/mail-allowances.ts'
import { findToken } from '../../storage/tokens.ts'
import { mailConfirmLink } from './mail-confirm-link.ts'

/**
 * Sends a fresh link to the address behind an old one. Whoever holds that link may be told how it
 * went; `capped` when the address has had its fresh links for today.
 */
export async function resendByLink(
  deps: Deps,
  token: string,
): Promise<Result<'sent' | 'capped', EndorsementError>> {
  return deps.db.transaction(async tx => {
    const link = await findToken(tx, 'confirm', token)
    const endorsement = link && (await findEndorsement(tx, link.endorsementId))
    const contact = endorsement && (await findContact(tx, deps.sealing, endorsement.id))
    if (!endorsement || !contact) return err({ reason: 'link_unknown' })
    return resend(tx, deps, endorsement.id, contact.email)
  })
}

/**
 * Sends fresh links for whatever this address has asked and not confirmed. A stranger may type any
 * address here, so there is nothing to tell: the page is the same in every case.
 */
export async function resendByAddress(deps: Deps, email: string): Promise<void> {
  await deps.db.transaction(async tx => {
    const unconfirmed = await findUnconfirmed(
      tx,
      deps.sealing.lookup(email),
      deps.config.freshLinksPerAddress,
    )
    // The newest of each statement: only one of them can wait.
    const newest = new Map(unconfirmed.toReversed().map(e => [e.statement, e.id]))
    for (const id of newest.values()) await resend(tx, deps, id, email)
  })
}

async function resend(
  tx: Transaction,
  deps: Deps,
  id: string,
  email: string,
): Promise<Result<'sent' | 'capped', EndorsementError>> {
  const { sealing, config, now } = deps
  // The allowance's row is locked first, so parallel calls for one address come here one by one.
  if (!(await spendAllowance(tx, sealing.lookup(email), 'fresh-link', config.freshLinksPerAddress, now()))) {
    return ok('capped')
  }
  const named = await findEndorsement(tx, id)
  // The address may have asked anew since this one expired; only one of them can wait.
  const waiting = named && (await findWaiting(tx, named.statement, sealing.lookup(email)))
  // Locked, as the clock's sweep could change it now: the link would be lost and the allowance spent.
  const endorsement = await lockEndorsement(tx, waiting?.id ?? id)
  if (!endorsement) return err({ reason: 'link_unknown' })
  const resent = rules.resendLink(endorsement, now())
  if (!resent.ok) return resent
  if (!(await updateEndorsement(tx, endorsement, resent.value, 'representative', now())))
    return changedMeanwhile(endorsement)
  await mailConfirmLink(tx, deps, resent.value.to, email)
  return ok('sent')
}
