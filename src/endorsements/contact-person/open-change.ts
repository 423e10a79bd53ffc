import { renderContactNotice } from '../../../emails/contact-notice.tsx'
import { renderNewContact } from '../../../emails/new-contact.tsx'
import { utcDate } from '../../domain/dates.ts'
import { contactObjectionPeriod, proofLinkLifetime } from '../../domain/durations.ts'
import type { Endorsement } from '../../domain/endorsement.ts'
import { oweMail } from '../../mail/owe.ts'
import { issueLink } from '../../mail/private-link.ts'
import { findRequestFacts } from '../../mail/request-facts.ts'
import type { Transaction } from '../../storage/client.ts'
import { endContactChange, putContactChange } from '../../storage/contact-changes.ts'
import type { Contact } from '../../storage/contacts.ts'
import { addressKeys } from '../../storage/endorsements.ts'
import type { ContactDeps } from './contact-deps.ts'

/**
 * Opens a change of the contact person, in the place of any that is open, and owes its link to the new address: nothing
 * changes before somebody says yes there. What a moderator puts forward waits for `contactObjectionPeriod` at least,
 * and the address on file is told how to stop it. Call it with the endorsement locked.
 */
export async function openChange(
  tx: Transaction,
  deps: ContactDeps,
  endorsement: Endorsement,
  contact: Contact,
  byModerator: { id: string; addressOnFile: string } | null,
) {
  const { sealing, now } = deps
  const proposedAt = now()
  const expiresAt = new Date(proposedAt.getTime() + proofLinkLifetime)
  const objectionUntil = byModerator && new Date(proposedAt.getTime() + contactObjectionPeriod)
  await endContactChange(tx, endorsement.id, proposedAt)
  const { lookup } = await addressKeys(tx, sealing, contact.email)
  await putContactChange(tx, sealing, endorsement.id, {
    contact,
    wantsUpdates: false,
    lookup,
    proposedAt,
    expiresAt,
    proposedBy: byModerator?.id ?? null,
    objectionUntil,
    acceptedAt: null,
  })
  await mailNewContact(tx, deps, endorsement, contact.email, expiresAt)
  if (byModerator && objectionUntil)
    await mailNotice(tx, deps, endorsement, byModerator.addressOnFile, { objectionUntil, expiresAt })
}

async function mailNewContact(
  tx: Transaction,
  deps: ContactDeps,
  endorsement: Endorsement,
  to: string,
  expiresAt: Date,
) {
  const mail = renderNewContact({
    ...(await findRequestFacts(tx, endorsement)),
    url: await issueLink(tx, deps, endorsement, { purpose: 'new-contact', expiresAt }),
    expiresOn: utcDate(expiresAt),
  })
  const owed = { endorsementId: endorsement.id, kind: 'new-contact', message: { to, ...mail } } as const
  await oweMail(tx, deps, owed)
}

/** To the address on file: it can stop the change for as long as the change is not made. */
async function mailNotice(
  tx: Transaction,
  deps: ContactDeps,
  endorsement: Endorsement,
  to: string,
  { objectionUntil, expiresAt }: { objectionUntil: Date; expiresAt: Date },
) {
  const mail = renderContactNotice({
    ...(await findRequestFacts(tx, endorsement)),
    url: await issueLink(tx, deps, endorsement, { purpose: 'contact-objection', expiresAt }),
    until: objectionUntil,
    writeTo: deps.config.address,
  })
  const owed = { endorsementId: endorsement.id, kind: 'contact-notice', message: { to, ...mail } } as const
  await oweMail(tx, deps, owed)
}
