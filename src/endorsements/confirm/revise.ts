import type { Deps } from '../../deps.ts'
import { changedMeanwhile, type Endorsement, type RepresentativeError } from '../../domain/endorsement.ts'
import * as rules from '../../domain/endorsing.ts'
import { revisionsInAll } from '../../domain/limits.ts'
import { err, ok, type Result } from '../../domain/result.ts'
import { type Contact, replaceContact } from '../../storage/contacts.ts'
import { findChangedAt, lockEndorsement, updateEndorsement } from '../../storage/endorsements.ts'
import { maySignAs } from '../may-sign-as.ts'
import { findLinked } from './open-confirm-link.ts'

type Revision = rules.Amendment & Pick<Contact, 'representative' | 'role'>

/** Puts the details right before they are confirmed; what stands already is not stored a second time. */
export const revise = (
  deps: Pick<Deps, 'db' | 'sealing' | 'now'>,
  token: string,
  shownRevision: number,
  { representative, role, ...amendment }: Revision,
): Promise<Result<Endorsement, RepresentativeError | { reason: 'spent' }>> =>
  deps.db.transaction(async tx => {
    const { sealing, now } = deps
    const opened = await findLinked(tx, deps, token)
    if (!opened.ok) return opened
    const { link } = opened.value
    // Locked before its contact is read: of two forms at once the second sees what the first has stored.
    const endorsement = await lockEndorsement(tx, link.endorsementId)
    const reopened = await findLinked(tx, deps, token)
    const contact = reopened.ok ? reopened.value.contact : null
    if (!endorsement || !contact) return err({ reason: 'link_unknown' })

    const isStored =
      rules.isSame(endorsement, amendment) &&
      contact.representative === representative &&
      contact.role === role
    if (!(await maySignAs(tx, endorsement, amendment))) return changedMeanwhile(endorsement)
    const shown = { shownRevision: isStored ? endorsement.revision : shownRevision }
    const decided = rules.revise(endorsement, { ...shown, linkExpiresAt: link.expiresAt, amendment }, now())
    if (!decided.ok) return decided
    if (isStored) return ok(endorsement)
    const revisions = await findChangedAt(tx, endorsement.id, 'revised', revisionsInAll)
    if (revisions.length >= revisionsInAll) return err({ reason: 'spent' })
    if (!(await updateEndorsement(tx, endorsement, decided.value, 'representative', now())))
      return changedMeanwhile(endorsement)
    await replaceContact(tx, sealing, endorsement.id, { ...contact, representative, role })
    return ok(decided.value.to)
  })
