import { nameContact as rule } from '../../domain/contact-change.ts'
import type { Endorsement, EndorsementError } from '../../domain/endorsement.ts'
import { err, ok, type Result } from '../../domain/result.ts'
import { openChange } from '../../endorsements/contact-person/open-change.ts'
import type { Transaction } from '../../storage/client.ts'
import { endContactChange, findContactChange } from '../../storage/contact-changes.ts'
import { type Contact, findContact } from '../../storage/contacts.ts'
import { insertEvent, lockEndorsement, wasProved } from '../../storage/endorsements.ts'
import { spendAllowance } from '../../storage/mail-allowances.ts'
import { insertLog } from '../../storage/moderation-log.ts'
import { isActive } from '../../storage/moderators.ts'
import { insertRemark } from '../../storage/remarks.ts'
import { type DecisionCommand, type DecisionDeps, Refusal } from '../request/decide.ts'

type Named = Promise<Result<Endorsement, EndorsementError>>

/**
 * Puts another contact forward for somebody who has left, with how the moderator knows: change, log, words and both mails in
 * one transaction. The endorsement is locked, so that of two at once one is told of the other's.
 */
export async function nameContact(
  deps: DecisionDeps,
  { contact, evidence, ...decision }: DecisionCommand & { contact: Contact; evidence: string },
): Named {
  try {
    return await deps.db.transaction(tx => name(tx, deps, decision, contact, evidence))
  } catch (error) {
    if (error instanceof Refusal) return err(error.refused)
    throw error
  }
}

async function name(
  tx: Transaction,
  deps: DecisionDeps,
  { id, revision, moderator }: DecisionCommand,
  contact: Contact,
  evidence: string,
): Named {
  const { config, sealing, now } = deps
  if (!(await isActive(tx, moderator))) return err({ reason: 'not_moderator' })
  const lookup = sealing.lookup(contact.email)
  // The allowance's row before the endorsement's: one order of locks. Thrown below: nothing is sent, and none is spent.
  const isAllowed = await spendAllowance(tx, lookup, 'ask', config.asksPerAddress, now())
  const endorsement = await lockEndorsement(tx, id)
  if (!endorsement) throw new Refusal({ reason: 'endorsement_unknown' })
  const old = await findContact(tx, sealing, id)
  if (!old) throw new Refusal({ reason: 'contact_erased' })
  const change = await findContactChange(tx, sealing, id)
  const decided = rule(
    endorsement,
    {
      shownRevision: revision,
      isProved: await wasProved(tx, id),
      isSame: Buffer.compare(lookup, sealing.lookup(old.email)) === 0,
      waiting: change && {
        ...change,
        again: change.proposedBy === moderator && isSame(change.contact, contact),
      },
    },
    now(),
  )
  if (!decided.ok) throw new Refusal(decided.error)
  if (!decided.value) return ok(endorsement)
  if (!isAllowed) throw new Refusal({ reason: 'links_spent' })
  await openChange(tx, deps, endorsement, contact, { id: moderator, addressOnFile: old.email })
  await insertEvent(tx, endorsement, 'contact_proposed', 'moderator', now())
  const entry = await insertLog(tx, { kind: 'contact-propose', moderatorId: moderator, endorsement }, now())
  await insertRemark(tx, sealing, { logId: entry.id, endorsementId: id, text: evidence })
  return ok(endorsement)
}

const isSame = (one: Contact, other: Contact): boolean =>
  one.email === other.email && one.representative === other.representative && one.role === other.role

/**
 * Takes back what a moderator put forward; what the representative did is theirs to take back. Pressed twice, or too late, it
 * does nothing.
 */
export const stopContact = (
  deps: DecisionDeps,
  { id, moderator }: Omit<DecisionCommand, 'revision'>,
): Named =>
  deps.db.transaction(async tx => {
    const { sealing, now } = deps
    if (!(await isActive(tx, moderator))) return err({ reason: 'not_moderator' })
    const endorsement = await lockEndorsement(tx, id)
    if (!endorsement) return err({ reason: 'endorsement_unknown' })
    const change = await findContactChange(tx, sealing, id)
    if (!change || change.proposedBy === null) return ok(endorsement)
    await endContactChange(tx, id, now())
    await insertEvent(tx, endorsement, 'contact_stopped', 'moderator', now())
    await insertLog(tx, { kind: 'contact-stop', moderatorId: moderator, endorsement }, now())
    return ok(endorsement)
  })
