import { changedMeanwhile } from '../../domain/endorsement.ts'
import { err, ok } from '../../domain/result.ts'
import { oweMail } from '../../mail/owe.ts'
import { issuePrivateLink } from '../../mail/private-link.ts'
import { findContact } from '../../storage/contacts.ts'
import { insertEvent } from '../../storage/endorsements.ts'
import { insertLog } from '../../storage/moderation-log.ts'
import { deleteProposal, findProposal } from '../../storage/proposals.ts'
import { insertRemark } from '../../storage/remarks.ts'
import { mailTitleOf } from '../../storage/statements.ts'
import { type Decided, type DecisionCommand, type DecisionDeps, onRequest } from '../on-request.ts'
import { stampOf } from '../shown-stamp.ts'
import { composeDeclined } from './declined-mail.ts'

/**
 * Declines the proposal that was shown, with a reason that is mailed; the entry and its revision stay. The endorsement
 * is locked: a proposal that took its place meanwhile is not declined with it.
 */
export const decline = (
  deps: DecisionDeps,
  { id, moderator, proposal, text }: DecisionCommand & { proposal: string; text: string },
): Decided =>
  onRequest(deps, { id, moderator }, async (tx, endorsement) => {
    const { sealing, now } = deps
    const contact = await findContact(tx, sealing, id)
    if (!contact) return err({ reason: 'contact_erased' })
    const waiting = await findProposal(tx, id)
    if (!waiting || stampOf(waiting) !== proposal) return changedMeanwhile(endorsement)
    await deleteProposal(tx, id)
    await insertEvent(tx, endorsement, 'correction_declined', 'moderator', now())
    const entry = await insertLog(tx, { kind: 'decline', moderatorId: moderator, endorsement }, now())
    await insertRemark(tx, sealing, { logId: entry.id, endorsementId: id, text })
    const { statement, version, language } = endorsement
    const message = composeDeclined({
      endorsement,
      title: await mailTitleOf(tx, statement, version, language),
      privateUrl: await issuePrivateLink(tx, deps, endorsement),
      text,
    })
    const to = contact.email
    await oweMail(tx, deps, { endorsementId: id, kind: 'proposal-declined', message: { to, ...message } })
    return ok(endorsement)
  })
