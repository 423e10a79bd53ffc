import type { Deps } from '../../deps.ts'
import { changedMeanwhile, type RepresentativeError } from '../../domain/endorsement.ts'
import * as rules from '../../domain/endorsing.ts'
import { renewalsADay } from '../../domain/limits.ts'
import { ok, type Result } from '../../domain/result.ts'
import type { Transaction } from '../../storage/client.ts'
import { updateEndorsement } from '../../storage/endorsements.ts'
import { renewAllowances, spendAllowance } from '../../storage/mail-allowances.ts'
import type { Macs } from '../../storage/sealing.ts'
import { insertSentForm } from '../../storage/sent-forms.ts'
import { markUsed } from '../../storage/tokens.ts'
import { linkName, type SentForm } from '../sent-form.ts'
import { findLinked } from './open-confirm-link.ts'

/**
 * "This was not us": stops the request, forgets its contact at once, and frees the address. For an hour its owner,
 * whom the link has proved, can make a request of their own.
 *
 * @returns the token of the page for that, null where there is no room for one
 */
export const disown = (deps: Deps, token: string): Promise<Result<string | null, RepresentativeError>> =>
  deps.db.transaction(async tx => {
    const { sealing, now } = deps
    const opened = await findLinked(tx, deps, token)
    if (!opened.ok) return opened
    const { link, endorsement, contact } = opened.value
    const decided = rules.disown(endorsement, now())
    if (!decided.ok) return decided
    // Allowances first, as where a confirm link is sent again: one order of locks.
    if (contact) await renew(tx, deps, sealing.mailbox(contact.email))
    if (!(await updateEndorsement(tx, endorsement, decided.value, 'representative', now())))
      return changedMeanwhile(endorsement)
    await markUsed(tx, link.hash, now())
    // Its contact was erased meanwhile: there is no address to ask from.
    if (!contact) return ok(null)
    const { email } = contact
    const sent: SentForm = {
      kind: 'own',
      link: linkName(token),
      slug: endorsement.statement,
      email,
      typed: {},
      faults: {},
    }
    return ok(await insertSentForm(tx, deps, sent))
  })

async function renew(tx: Transaction, { now }: Deps, mailbox: Macs) {
  if (await spendAllowance(tx, mailbox, 'renewal', renewalsADay, now())) await renewAllowances(tx, mailbox)
}
