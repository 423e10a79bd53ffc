import { renderCorrectionProposed } from '../../../emails/correction-proposed.tsx'
import type { Deps } from '../../deps.ts'
import { isCorrectable } from '../../domain/actions.ts'
import { changedMeanwhile, type Endorsement } from '../../domain/endorsement.ts'
import { type Correction, isSameEntry } from '../../domain/endorsing.ts'
import { entryProposed, saysNothingNew } from '../../domain/proposing.ts'
import { err, ok, type Result } from '../../domain/result.ts'
import { oweMail } from '../../mail/owe.ts'
import { issuePrivateLink } from '../../mail/private-link.ts'
import { findRequestFacts } from '../../mail/request-facts.ts'
import type { Transaction } from '../../storage/client.ts'
import { findContact } from '../../storage/contacts.ts'
import { findStandingSince } from '../../storage/details.ts'
import { insertEvent } from '../../storage/endorsements.ts'
import { isNameShown } from '../../storage/listed-names.ts'
import { deleteProposal, findProposal, putProposal } from '../../storage/proposals.ts'
import { maySignAs } from '../may-sign-as.ts'
import { lockPrivateLink, type PrivateLinkError } from '../private-link.ts'
import type { AmendError } from './amend.ts'
import { capOn } from './amendment-cap.ts'
import { changesBetween } from './changes-between.ts'

type ProposeDeps = Pick<Deps, 'config' | 'db' | 'sealing' | 'random' | 'now'>

/** What can be refused alone, as somebody else on the list has the name, is not proposed. */
type ProposeError = AmendError | { reason: 'name_taken' }

/**
 * Proposes other details for the entry that the page showed, in the place of any that wait. The entry stays as it is,
 * and the revision too: what a moderator is looking at goes stale by the proposal's own time. Of parallel calls one
 * wins.
 */
export const proposeCorrection = (
  deps: ProposeDeps,
  token: string,
  shownRevision: number,
  correction: Correction,
): Promise<Result<'proposed' | 'taken-back', ProposeError>> =>
  deps.db.transaction(async tx => {
    const { sealing, now } = deps
    const opened = await lockPrivateLink(tx, now(), token)
    if (!opened.ok) return opened
    const { present } = opened.value
    const contact = await findContact(tx, sealing, present.id)
    if (!contact) return err({ reason: 'link_unknown' })
    if (!isCorrectable(present) || !(await maySignAs(tx, present, correction)))
      return changedMeanwhile(present)
    const since = (await findStandingSince(tx, present)) ?? present.revision
    if (shownRevision < since || shownRevision > present.revision) return changedMeanwhile(present)
    const waiting = await findProposal(tx, present.id)
    if (saysNothingNew(present, waiting, correction)) return err({ reason: 'nothing_changed' })
    // What the entry says already needs nobody: that takes the proposal back.
    if (isSameEntry(present, correction)) return takeBack(tx, present, now())
    // Of a name that is withheld nobody learns by this that it is on the list: a moderator finds it.
    if (await isNameShown(tx, { ...present, organisation: correction.organisation }))
      return err({ reason: 'name_taken' })
    const capped = await capOn(tx, present.id, 'correction_proposed', now())
    if (capped) return err({ reason: 'too_many', within: capped })
    await putProposal(tx, present.id, { ...correction, proposedAt: now() })
    await insertEvent(tx, present, 'correction_proposed', 'representative', now())
    await mailProposed(tx, deps, present, correction, contact.email)
    return ok('proposed')
  })

/** Takes the proposal back that waits. Pressed twice, it does so once. */
export const takeProposalBack = (
  { db, now }: Pick<Deps, 'db' | 'now'>,
  token: string,
): Promise<Result<null, PrivateLinkError>> =>
  db.transaction(async tx => {
    const opened = await lockPrivateLink(tx, now(), token)
    if (!opened.ok) return opened
    const { present } = opened.value
    if (await findProposal(tx, present.id)) await takeBack(tx, present, now())
    return ok(null)
  })

async function takeBack(tx: Transaction, endorsement: Endorsement, now: Date) {
  await deleteProposal(tx, endorsement.id)
  await insertEvent(tx, endorsement, 'correction_taken_back', 'representative', now)
  return ok('taken-back' as const)
}

/** Tells the representative what was proposed by a link to the private page: others may have one. */
async function mailProposed(
  tx: Transaction,
  deps: ProposeDeps,
  endorsement: Endorsement,
  correction: Correction,
  to: string,
) {
  const { id, language } = endorsement
  const mail = renderCorrectionProposed({
    ...(await findRequestFacts(tx, endorsement)),
    changes: changesBetween(language, endorsement, entryProposed(endorsement, correction)),
    privateUrl: await issuePrivateLink(tx, deps, endorsement),
  })
  await oweMail(tx, deps, { endorsementId: id, kind: 'correction-proposed', message: { to, ...mail } })
}
