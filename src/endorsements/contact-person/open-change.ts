import { renderNewContact } from '../../../emails/new-contact.tsx'
import { utcDate } from '../../domain/dates.ts'
import { linkLifetime } from '../../domain/durations.ts'
import type { Endorsement } from '../../domain/endorsement.ts'
import { oweMail } from '../../mail/owe.ts'
import { findRequestFacts } from '../../mail/request-facts.ts'
import { paths } from '../../paths.ts'
import type { Transaction } from '../../storage/client.ts'
import { endContactChange, putContactChange } from '../../storage/contact-changes.ts'
import type { Contact } from '../../storage/contacts.ts'
import { insertToken, makeToken } from '../../storage/tokens.ts'
import type { ContactDeps } from './contact-deps.ts'

/**
 * Opens a change of the contact person, in the place of any that is open, and owes its link to the new address: nothing
 * changes before somebody says yes there. Call it with the endorsement locked.
 */
export async function openChange(
  tx: Transaction,
  deps: ContactDeps,
  endorsement: Endorsement,
  contact: Contact,
) {
  const { sealing, now } = deps
  const proposedAt = now()
  const expiresAt = new Date(proposedAt.getTime() + linkLifetime)
  await endContactChange(tx, endorsement.id, proposedAt)
  const lookup = sealing.lookup(contact.email)
  await putContactChange(tx, sealing, endorsement.id, { contact, lookup, proposedAt, expiresAt })
  await mailNewContact(tx, deps, endorsement, contact, expiresAt)
}

async function mailNewContact(
  tx: Transaction,
  deps: ContactDeps,
  endorsement: Endorsement,
  { email }: Contact,
  expiresAt: Date,
) {
  const { id, language } = endorsement
  const { token, hash } = makeToken(deps.random)
  await insertToken(tx, { hash, endorsementId: id, purpose: 'new-contact', createdAt: deps.now(), expiresAt })
  const mail = renderNewContact({
    ...(await findRequestFacts(tx, endorsement)),
    url: deps.config.publicUrl + paths.endorsement.privatePage(language, token),
    expiresOn: utcDate(expiresAt),
  })
  await oweMail(tx, deps, { endorsementId: id, kind: 'new-contact', message: { to: email, ...mail } })
}
