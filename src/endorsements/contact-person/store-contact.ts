import { renderContactChanged } from '../../../emails/contact-changed.tsx'
import { renderContactTakenOver } from '../../../emails/contact-taken-over.tsx'
import type { Endorsement, Transition } from '../../domain/endorsement.ts'
import { oweMail } from '../../mail/owe.ts'
import { issuePrivateLink } from '../../mail/private-link.ts'
import { findRequestFacts } from '../../mail/request-facts.ts'
import type { Transaction } from '../../storage/client.ts'
import { type ContactChange, deleteContactChange } from '../../storage/contact-changes.ts'
import { type Contact, replaceContact } from '../../storage/contacts.ts'
import { addressKeys, setProvedAddress, updateEndorsement } from '../../storage/endorsements.ts'
import { markSameAddress } from '../../storage/evidence-due.ts'
import { wipeUnsent } from '../../storage/outbox-ends.ts'
import type { Actor } from '../../storage/schema/endorsements.ts'
import { deleteTokensOfOldContact } from '../../storage/tokens.ts'
import { setSubscribed } from '../../storage/update-subscriptions.ts'
import type { ContactDeps } from './contact-deps.ts'

type Changed = {
  present: Endorsement
  decided: Transition<Endorsement>
  old: Contact
  change: Pick<ContactChange, 'contact' | 'wantsUpdates'>
}

/**
 * Stores another contact of a locked endorsement: contact and look-ups, every old link ended, what is owed to the old
 * address taken back. Both addresses are told. Evidence that knew of the old or the new address is weighed anew.
 */
export async function storeContact(
  tx: Transaction,
  deps: ContactDeps,
  { present, decided, old, change }: Changed,
  actor: Actor,
) {
  const at = deps.now()
  const { id } = present
  await markSameAddress(tx, [id])
  if (!(await updateEndorsement(tx, present, decided, actor, at)))
    throw new Error('changed while it was locked')
  await replaceContact(tx, deps.sealing, id, change.contact)
  // What the one before asked for is nothing for the new one, who decides anew, under a subscription of their own.
  await setSubscribed(tx, id, false, at)
  if (change.wantsUpdates) await setSubscribed(tx, id, true, at)
  await setProvedAddress(tx, id, await addressKeys(tx, deps.sealing, change.contact.email))
  await deleteContactChange(tx, id)
  await deleteTokensOfOldContact(tx, id)
  // Not what tells the contact before this one that they are it no more.
  await wipeUnsent(tx, [id], at, { but: 'contact-changed' })
  await markSameAddress(tx, [id])
  await mailBoth(tx, deps, decided.to, old.email, change.contact.email)
}

async function mailBoth(
  tx: Transaction,
  deps: ContactDeps,
  to: Endorsement,
  oldEmail: string,
  newEmail: string,
) {
  const { id, status } = to
  const about = await findRequestFacts(tx, to)
  const toOld = renderContactChanged({ ...about, writeTo: deps.config.address })
  const privateUrl = await issuePrivateLink(tx, deps, to)
  const toNew = renderContactTakenOver({ ...about, privateUrl, listed: status === 'approved' })
  for (const message of [
    { to: oldEmail, ...toOld },
    { to: newEmail, ...toNew },
  ])
    await oweMail(tx, deps, { endorsementId: id, kind: 'contact-changed', message })
}
