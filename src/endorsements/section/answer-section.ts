import { renderSectionChanged } from '../../../emails/section-changed.tsx'
import { changedMeanwhile, type RepresentativeError } from '../../domain/endorsement.ts'
import { err, ok, type Result } from '../../domain/result.ts'
import { changeSection } from '../../domain/sections.ts'
import { oweMail } from '../../mail/owe.ts'
import { issuePrivateLink } from '../../mail/private-link.ts'
import { findRequestFacts } from '../../mail/request-facts.ts'
import { findContact } from '../../storage/contacts.ts'
import { insertEvent, updateEndorsement } from '../../storage/endorsements.ts'
import { violates } from '../../storage/pg-errors.ts'
import { recordChange } from '../../storage/record.ts'
import { deleteSectionProposal, findSectionProposal } from '../../storage/section-proposals.ts'
import type { OwnDeps } from '../own-transition.ts'
import { lockPrivateLink, type PrivateLinkError } from '../private-link.ts'

/** The answer, the revision that the page showed, and the time of the proposal there. */
type SectionAnswer = { yes: boolean; shownRevision: number; proposedAt: number }

type AnswerError = RepresentativeError | PrivateLinkError | { reason: 'already_signatory' }

/**
 * The signatory's answer to the section that a moderator proposed. A yes moves the entry, in the open: list, record
 * and mail in one transaction. Of parallel answers one wins.
 */
export async function answerSection(
  deps: OwnDeps,
  token: string,
  { yes, shownRevision, proposedAt }: SectionAnswer,
): Promise<Result<'moved' | 'kept', AnswerError>> {
  const { db, sealing, random, now } = deps
  try {
    return await db.transaction(async tx => {
      const opened = await lockPrivateLink(tx, now(), token)
      if (!opened.ok) return opened
      const { present } = opened.value
      const contact = await findContact(tx, sealing, present.id)
      if (!contact) return err({ reason: 'link_unknown' })
      const proposal = await findSectionProposal(tx, present.id)
      if (proposal?.proposedAt.getTime() !== proposedAt) return changedMeanwhile(present)
      const at = now()
      if (!yes) {
        await deleteSectionProposal(tx, present.id)
        await insertEvent(tx, present, 'section_declined', 'representative', at)
        return ok('kept')
      }
      const decided = changeSection(present, { shownRevision, kind: proposal.kind })
      if (!decided.ok) return decided
      // The trigger `drop_proposal` takes the proposal away with the change.
      if (!(await updateEndorsement(tx, present, decided.value, 'representative', at)))
        return changedMeanwhile(present)
      const { to } = decided.value
      await recordChange(tx, 'amend', to, random(32), at)
      const mail = renderSectionChanged({
        ...(await findRequestFacts(tx, to)),
        after: proposal.kind,
        privateUrl: await issuePrivateLink(tx, deps, to),
      })
      const message = { to: contact.email, ...mail }
      await oweMail(tx, deps, { endorsementId: to.id, kind: 'section-changed', message })
      return ok('moved')
    })
  } catch (error) {
    if (violates(error, 'endorsements_one_signatory')) return err({ reason: 'already_signatory' })
    throw error
  }
}
