import type { Deps } from '../../deps.ts'
import { allows } from '../../domain/actions.ts'
import { sameAskPeriod } from '../../domain/durations.ts'
import { changedMeanwhile, type Endorsement, type RepresentativeError } from '../../domain/endorsement.ts'
import * as rules from '../../domain/endorsing.ts'
import { err, ok, type Result } from '../../domain/result.ts'
import type { Transaction } from '../../storage/client.ts'
import { findStandingSince } from '../../storage/details.ts'
import { findChangedAt, updateEndorsement } from '../../storage/endorsements.ts'
import { maySignAs } from '../may-sign-as.ts'
import { lockPrivateLink, type PrivateLinkError } from '../private-link.ts'
import { capOn } from './amendment-cap.ts'
import { mailAmended } from './mail-amended.ts'

export type AmendError =
  | RepresentativeError
  | PrivateLinkError
  /** Nothing differs from what already waits. */
  | { reason: 'nothing_changed' }
  /** A moderator's decision that is not to be told yet stands in the way. */
  | { reason: 'busy' }
  /** It was amended as often as it may be: within the hour, or at all. */
  | { reason: 'too_many'; within: 'hour' | 'ever' }

/**
 * Puts other details in the place of those that the page showed, and hands the request in again. An answer to a
 * question may leave them as they are. Of parallel calls one wins.
 */
export async function amend(
  deps: Pick<Deps, 'config' | 'db' | 'sealing' | 'random' | 'now'>,
  token: string,
  shownRevision: number,
  amendment: rules.Amendment,
): Promise<Result<Endorsement, AmendError>> {
  const { db, now } = deps
  return db.transaction(async tx => {
    const opened = await lockPrivateLink(tx, now(), token)
    if (!opened.ok) return opened
    const { endorsement, present } = opened.value
    if (endorsement.status === 'confirmed' && rules.isSame(endorsement, amendment)) {
      // A button that is pressed twice hands the same in once.
      const [amendedAt] = await findChangedAt(tx, present.id, 'amended', 1)
      const isAgain = amendedAt !== undefined && now().getTime() - amendedAt.getTime() < sameAskPeriod
      return isAgain ? ok(endorsement) : err({ reason: 'nothing_changed' })
    }
    const isAllowed = await maySignAs(tx, endorsement, amendment)
    if (!isAllowed || !(await isAsShown(tx, endorsement, shownRevision))) return changedMeanwhile(endorsement)

    const decided = rules.amend(present, { shownRevision: present.revision, amendment }, now())
    // What the representative knows could be amended: a decision that is not to be told yet stands in the way.
    if (!decided.ok) return allows('amend', endorsement) ? err({ reason: 'busy' }) : decided
    const capped = await capOn(tx, present.id, 'amended', now())
    if (capped) return err({ reason: 'too_many', within: capped })
    if (!(await updateEndorsement(tx, present, decided.value, 'representative', now())))
      return changedMeanwhile(endorsement)
    if (decided.value.mail) await mailAmended(tx, deps, present, decided.value.to)
    return ok(decided.value.to)
  })
}

/**
 * True if the page that named this revision showed what stands now. A later revision may stand for the same: a first
 * approval and a decision taken back raise it too, and the representative must not notice either.
 */
async function isAsShown(tx: Transaction, endorsement: Endorsement, shownRevision: number): Promise<boolean> {
  if (shownRevision === endorsement.revision) return true
  if (!allows('amend', endorsement)) return false
  const since = await findStandingSince(tx, endorsement)
  return since !== null && shownRevision >= since && shownRevision < endorsement.revision
}
