import type { Deps } from '../../deps.ts'
import { allows } from '../../domain/actions.ts'
import { hour } from '../../domain/durations.ts'
import { changedMeanwhile, type Endorsement, type EndorsementError } from '../../domain/endorsement.ts'
import * as rules from '../../domain/endorsing.ts'
import { err, ok, type Result } from '../../domain/result.ts'
import type { Transaction } from '../../storage/client.ts'
import { findStandingSince } from '../../storage/details.ts'
import { findAmendedAt, updateEndorsement } from '../../storage/endorsements.ts'
import { lockPrivateLink, type PrivateLinkError } from './open-private-link.ts'

/** How often one request may be amended: each time, whatever a moderator is just looking at goes stale. */
export const amendmentsAnHour = 5
export const amendmentsInAll = 20

export type AmendError =
  | EndorsementError
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
  deps: Pick<Deps, 'db' | 'now'>,
  token: string,
  shownRevision: number,
  amendment: rules.Amendment,
): Promise<Result<Endorsement, AmendError>> {
  const { db, now } = deps
  return db.transaction(async tx => {
    const opened = await lockPrivateLink(tx, now(), token)
    if (!opened.ok) return opened
    const { endorsement, present } = opened.value
    if (endorsement.status === 'confirmed' && isSame(endorsement, amendment))
      return err({ reason: 'nothing_changed' })
    if (!(await isAsShown(tx, endorsement, shownRevision))) return changedMeanwhile(endorsement)

    const decided = rules.amend(present, { shownRevision: present.revision, amendment }, now())
    // What the representative knows could be amended: a decision that is not to be told yet stands in the way.
    if (!decided.ok) return allows('amend', endorsement) ? err({ reason: 'busy' }) : decided
    const capped = await capOn(tx, present.id, now())
    if (capped) return err({ reason: 'too_many', within: capped })
    if (!(await updateEndorsement(tx, present, decided.value, 'representative', now())))
      return changedMeanwhile(endorsement)
    return ok(decided.value.to)
  })
}

/** The cap that the next amendment would go beyond. The endorsement is locked: parallel amendments count one by one. */
async function capOn(tx: Transaction, id: string, now: Date): Promise<'hour' | 'ever' | null> {
  const amendedAt = await findAmendedAt(tx, id, amendmentsInAll)
  if (amendedAt.length >= amendmentsInAll) return 'ever'
  const since = now.getTime() - hour
  return amendedAt.filter(at => at.getTime() > since).length >= amendmentsAnHour ? 'hour' : null
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

const isSame = (one: rules.Amendment, other: rules.Amendment): boolean => keyOf(one) === keyOf(other)

const keyOf = ({ organisation: { name, names, country, website }, comment }: rules.Amendment): string =>
  JSON.stringify([name, names.en, names.be, names.ru, country, website, comment])
