import { nameContact as rule } from '../../domain/contact-change.ts'
import { changedMeanwhile, type Endorsement } from '../../domain/endorsement.ts'
import { err, ok } from '../../domain/result.ts'
import { openChange } from '../../endorsements/contact-person/open-change.ts'
import type { Transaction } from '../../storage/client.ts'
import { findContactChange, stopContactChange } from '../../storage/contact-changes.ts'
import { type Contact, findContact, keptContact } from '../../storage/contacts.ts'
import { findLastEvent, insertEvent, wasProved } from '../../storage/endorsements.ts'
import { newContactKey, spendAllowance } from '../../storage/mail-allowances.ts'
import { insertLog } from '../../storage/moderation-log.ts'
import { insertRemark } from '../../storage/remarks.ts'
import { isSameAddress } from '../../storage/sealing.ts'
import { type Decided, type DecisionCommand, type DecisionDeps, onRequest } from '../on-request.ts'
import { stampOf } from '../shown-stamp.ts'

/**
 * Puts another contact forward for somebody who has left, with how the moderator knows: change, log, words and both
 * mails in one transaction. The endorsement is locked, so that of two at once one is told of the other's.
 */
export const nameContact = (
  deps: DecisionDeps,
  { contact, evidence, ...decision }: DecisionCommand & { contact: Contact; evidence: string },
): Decided =>
  onRequest(deps, decision, (tx, endorsement) => name(tx, deps, decision, endorsement, contact, evidence))

async function name(
  tx: Transaction,
  deps: DecisionDeps,
  { id, revision, moderator }: DecisionCommand,
  endorsement: Endorsement,
  typed: Contact,
  evidence: string,
): Decided {
  const { config, sealing, now } = deps
  const old = await findContact(tx, sealing, id)
  if (!old) return err({ reason: 'contact_erased' })
  const contact = keptContact(old, typed)
  const change = await findContactChange(tx, sealing, id)
  const decided = rule(
    endorsement,
    {
      shownRevision: revision,
      isProved: await wasProved(tx, id),
      isSame: isSameAddress(typed.email, old.email),
      waiting: change && {
        ...change,
        again: change.proposedBy === moderator && isSame(change.contact, contact),
      },
    },
    now(),
  )
  if (!decided.ok) return decided
  if (!decided.value) return ok(endorsement)
  const key = newContactKey(sealing, id, contact.email)
  if (!(await spendAllowance(tx, key, 'new-contact', config.asksPerAddress, now())))
    return err({ reason: 'links_spent' })
  await openChange(tx, deps, endorsement, contact, { id: moderator, addressOnFile: old.email })
  await insertEvent(tx, endorsement, 'contact_proposed', 'moderator', now())
  const entry = await insertLog(tx, { kind: 'contact-propose', moderatorId: moderator, endorsement }, now())
  await insertRemark(tx, sealing, { logId: entry.id, endorsementId: id, text: evidence })
  return ok(endorsement)
}

const isSame = (one: Contact, other: Contact): boolean =>
  isSameAddress(one.email, other.email) &&
  one.representative === other.representative &&
  one.role === other.role

/**
 * Takes back the change that was shown (`contactChange`: src/moderation/shown-stamp.ts) and that a moderator put
 * forward; what the representative did is theirs to take back. Of two presses one does it.
 */
export const stopContact = (
  deps: DecisionDeps,
  { id, moderator, contactChange }: Omit<DecisionCommand, 'revision'> & { contactChange: string },
): Decided =>
  onRequest(deps, { id, moderator }, async (tx, endorsement) => {
    const { sealing, now } = deps
    const change = await findContactChange(tx, sealing, id)
    if (!change || change.proposedBy === null || stampOf(change) !== contactChange) {
      const last = await findLastEvent(tx, id)
      return change || last?.kind !== 'contact_stopped' ? changedMeanwhile(endorsement) : ok(endorsement)
    }
    await stopContactChange(tx, endorsement, 'moderator', now())
    await insertLog(tx, { kind: 'contact-stop', moderatorId: moderator, endorsement }, now())
    return ok(endorsement)
  })
