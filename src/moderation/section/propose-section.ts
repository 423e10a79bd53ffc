import { renderSectionProposed } from '../../../emails/section-proposed.tsx'
import { changedMeanwhile, type Endorsement } from '../../domain/endorsement.ts'
import { needsSecond } from '../../domain/second-moderator.ts'
import { kindOf } from '../../domain/organisation.ts'
import { err, ok } from '../../domain/result.ts'
import { movedTo, proposeSection as rule } from '../../domain/sections.ts'
import type { SignerKind } from '../../domain/statement.ts'
import { oweMail } from '../../mail/owe.ts'
import { issuePrivateLink } from '../../mail/private-link.ts'
import { findRequestFacts } from '../../mail/request-facts.ts'
import type { Transaction } from '../../storage/client.ts'
import { findContact } from '../../storage/contacts.ts'
import { insertEvent } from '../../storage/endorsements.ts'
import { gatherEvidence } from '../../storage/evidence.ts'
import { findNameHolders } from '../../storage/listed-names.ts'
import { insertLog } from '../../storage/moderation-log.ts'
import {
  deleteSectionProposal,
  findSectionProposal,
  putSectionProposal,
} from '../../storage/section-proposals.ts'
import { secondModeratorOf } from '../../storage/statement-settings.ts'
import { findSigners } from '../../storage/statements.ts'
import { type Decided, type DecisionCommand, type DecisionDeps, onRequest } from '../on-request.ts'
import { stampOf } from '../shown-stamp.ts'

/**
 * Proposes to a signatory that it stand in another section, in one transaction: proposal, event, log and mail. The
 * entry and its revision stay. Of two presses the second finds it done.
 */
export const proposeSection = (
  deps: DecisionDeps,
  { id, revision, moderator, kind }: DecisionCommand & { kind: SignerKind },
): Decided =>
  onRequest(deps, { id, moderator }, async (tx, endorsement) => {
    const { sealing, now } = deps
    const contact = await findContact(tx, sealing, id)
    if (!contact) return err({ reason: 'contact_erased' })
    const moved = { ...endorsement, organisation: movedTo(kind, endorsement.organisation) }
    const decided = rule(endorsement, {
      shownRevision: revision,
      kind,
      signers: await findSigners(tx, endorsement.statement),
      secondNeeded: await isSecondNeeded(tx, deps, moved),
    })
    if (!decided.ok) return decided
    if ((await findNameHolders(tx, moved)).length > 0) return err({ reason: 'already_signatory' })
    const waiting = await findSectionProposal(tx, id)
    if (waiting?.kind === kind) return ok(endorsement)
    const at = now()
    await putSectionProposal(tx, id, { kind, proposedBy: moderator, proposedAt: at })
    await insertEvent(tx, endorsement, 'section_proposed', 'moderator', at)
    await insertLog(
      tx,
      { kind: 'section-propose', moderatorId: moderator, endorsement, code: `section-${kind}` },
      at,
    )
    const mail = renderSectionProposed({
      ...(await findRequestFacts(tx, endorsement)),
      before: kindOf(endorsement.organisation),
      after: kind,
      privateUrl: await issuePrivateLink(tx, deps, endorsement),
    })
    const message = { to: contact.email, ...mail }
    await oweMail(tx, deps, { endorsementId: id, kind: 'section-proposed', message })
    return ok(endorsement)
  })

/**
 * A person came onto the list without anybody looking for an organisation of that name: what becomes one is weighed as
 * one. Nobody's name is weighed anew who becomes a person.
 */
async function isSecondNeeded(
  tx: Transaction,
  { sealing }: DecisionDeps,
  moved: Endorsement,
): Promise<boolean> {
  if (kindOf(moved.organisation) === 'person' || moved.status !== 'approved' || moved.founding) return false
  return needsSecond(await secondModeratorOf(tx, moved.statement), await gatherEvidence(tx, sealing, moved))
}

/** Takes back the proposal that was shown. Pressed twice, it does so once. */
export const stopSection = (
  deps: DecisionDeps,
  { id, moderator, proposal }: Omit<DecisionCommand, 'revision'> & { proposal: string },
): Decided =>
  onRequest(deps, { id, moderator }, async (tx, endorsement) => {
    const waiting = await findSectionProposal(tx, id)
    if (!waiting) return ok(endorsement)
    if (stampOf(waiting) !== proposal) return changedMeanwhile(endorsement)
    const at = deps.now()
    await deleteSectionProposal(tx, id)
    await insertEvent(tx, endorsement, 'section_stopped', 'moderator', at)
    await insertLog(tx, { kind: 'section-stop', moderatorId: moderator, endorsement }, at)
    return ok(endorsement)
  })
