import type { Endorsement } from '../../domain/endorsement.ts'
import * as rules from '../../domain/reaching.ts'
import { err, ok } from '../../domain/result.ts'
import { mailConfirmLink } from '../../endorsements/mail-confirm-link.ts'
import type { Transaction } from '../../storage/client.ts'
import { type Contact, findContact, replaceContact } from '../../storage/contacts.ts'
import {
  addressKeys,
  findEndorsement,
  setTypedAddress,
  updateEndorsement,
  wasProved,
} from '../../storage/endorsements.ts'
import { spendAllowance } from '../../storage/mail-allowances.ts'
import { insertLog } from '../../storage/moderation-log.ts'
import { wipeUnsent } from '../../storage/outbox-ends.ts'
import { insertRemark } from '../../storage/remarks.ts'
import { findProved } from '../../storage/requests-of-address.ts'
import { isSameAddress } from '../../storage/sealing.ts'
import { mayActOn } from '../../storage/sight.ts'
import { deleteTokensOf } from '../../storage/tokens.ts'
import { deleteUnreachable } from '../../storage/unreachable.ts'
import type { Decided, DecisionCommand, DecisionDeps } from '../on-request.ts'
import { Refusal } from '../request/decide.ts'

/** Sends another confirm link to the address that was typed. */
export const sendConfirmLink = (deps: DecisionDeps, decision: DecisionCommand): Decided =>
  mailLink(deps, decision, 'send-link', async (_, endorsement, contact) => ({
    decided: rules.sendLink(endorsement, { shownRevision: decision.revision }, deps.now()),
    contact,
  }))

/**
 * Puts another address in the place of one that nobody has proved, for a reason that stands in the history, and sends
 * it a link. Of the old address nothing is left: its links open nothing, and what was not sent to it is wiped.
 */
export const correctAddress = (
  deps: DecisionDeps,
  { email, reason, ...decision }: DecisionCommand & { email: string; reason: string },
): Decided => {
  const { sealing, now } = deps
  return mailLink(deps, decision, 'readdress', async (tx, endorsement, contact) => {
    const { id } = endorsement
    const isSame = isSameAddress(contact.email, email)
    const shown = { shownRevision: decision.revision, isProved: await wasProved(tx, id), isSame }
    const decided = rules.readdress(endorsement, shown, now())
    const replace = async () => {
      await replaceContact(tx, sealing, id, { ...contact, email })
      await setTypedAddress(tx, id, await addressKeys(tx, sealing, email))
      await deleteTokensOf(tx, id)
      await wipeUnsent(tx, [id], now())
    }
    return { decided, contact: { ...contact, email }, replace, reason }
  })
}

/** What the rules say, whom the link is for, and what else is stored with it. */
type LinkRuling = {
  decided: ReturnType<typeof rules.sendLink>
  contact: Contact
  replace?: () => Promise<void>
  reason?: string
}

/** One transaction: the allowance, the state, the log, the mail with its link. Of racing changes one wins. */
async function mailLink(
  deps: DecisionDeps,
  { id, moderator }: DecisionCommand,
  kind: 'send-link' | 'readdress',
  rule: (tx: Transaction, endorsement: Endorsement, contact: Contact) => Promise<LinkRuling>,
): Decided {
  const { db, sealing, config, now } = deps
  try {
    return await db.transaction(async tx => {
      if (!(await mayActOn(tx, moderator, id))) return err({ reason: 'not_moderator' })
      const before = await findEndorsement(tx, id)
      if (!before) return err({ reason: 'endorsement_unknown' })
      const kept = await findContact(tx, sealing, id)
      if (!kept) return err({ reason: 'contact_erased' })
      const { decided, contact, replace, reason } = await rule(tx, before, kept)
      if (!decided.ok) return decided
      const lookup = sealing.lookup(contact.email)
      // Its link could only be refused.
      if (await findProved(tx, { statement: before.statement, lookup }))
        return err({ reason: 'already_waiting' })

      // The allowance's row before the request's: one order of locks, as when the address asks for a link itself.
      const mailbox = sealing.mailbox(contact.email)
      if (!(await spendAllowance(tx, mailbox, 'fresh-link', config.freshLinksPerAddress, now())))
        return err({ reason: 'links_spent' })
      const { to } = decided.value
      // Thrown: nothing is sent, and so no allowance is spent.
      if (!(await updateEndorsement(tx, before, decided.value, 'moderator', now()))) {
        const { revision, status } = (await findEndorsement(tx, id)) ?? before
        throw new Refusal({ reason: 'changed_meanwhile', revision, status })
      }
      await replace?.()
      const entry = await insertLog(tx, { kind, moderatorId: moderator, endorsement: to }, now())
      if (reason) await insertRemark(tx, sealing, { logId: entry.id, endorsementId: id, text: reason })
      // Whoever sends it knows that the address works again, or would try.
      await deleteUnreachable(tx, lookup)
      await mailConfirmLink(tx, deps, to, contact.email)
      return ok(to)
    })
  } catch (error) {
    if (error instanceof Refusal) return err(error.refused)
    throw error
  }
}
