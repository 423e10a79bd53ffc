import type { Deps } from '../deps.ts'
import {
  type Amendment,
  amend as amendEndorsement,
  type Endorsement,
  type EndorsementError,
} from '../domain/endorsement.ts'
import { err, ok, type Result } from '../domain/result.ts'
import type { Transaction } from '../storage/client.ts'
import { findStandingSince } from '../storage/details.ts'
import { findAmendedAt, updateEndorsement } from '../storage/endorsements.ts'
import { storeEvidence } from '../storage/evidence.ts'
import { lockPrivateLink, type PrivateLinkError } from './open-private-link.ts'

/** How often one request may be amended: each time, whatever a moderator is just looking at goes stale. */
export const amendmentsAnHour = 5
export const amendmentsInAll = 20
const hour = 60 * 60 * 1000

export type AmendError =
  | EndorsementError
  | PrivateLinkError
  /** Nothing differs from what already waits. */
  | { reason: 'nothing_changed' }
  /** A moderator's decision, not to be told yet, stands in the way. */
  | { reason: 'busy' }
  /** It was amended as often as it may be: within the hour, or at all. */
  | { reason: 'too_many'; within: 'hour' | 'ever' }

/**
 * Puts other details in the place of those that the page showed, and hands the request in again. An answer to a
 * question may leave them as they are. Of parallel calls one wins.
 */
export async function amend(
  deps: Pick<Deps, 'db' | 'sealing' | 'now'>,
  token: string,
  shown: number,
  amendment: Amendment,
): Promise<Result<Endorsement, AmendError>> {
  const { db, sealing, now } = deps
  return db.transaction(async tx => {
    const opened = await lockPrivateLink(tx, now(), token)
    if (!opened.ok) return opened
    const { endorsement, told } = opened.value
    const { revision, status } = told
    if (status === 'confirmed' && isSame(endorsement, amendment)) return err({ reason: 'nothing_changed' })
    if (!(await isAsShown(tx, told, shown))) return err({ reason: 'changed_meanwhile', revision, status })

    const decided = amendEndorsement(endorsement, endorsement.revision, amendment, now())
    if (!decided.ok) return told === endorsement ? decided : err({ reason: 'busy' })
    const { to } = decided.value
    const capped = await capOn(tx, to.id, now())
    if (capped) return err({ reason: 'too_many', within: capped })
    if (!(await updateEndorsement(tx, endorsement, decided.value, 'representative', now())))
      return err({ reason: 'changed_meanwhile', revision, status })
    await storeEvidence(tx, sealing, to)
    return ok(to)
  })
}

/** Which cap the next amendment would go beyond. The endorsement is locked, so no other one is counted past. */
async function capOn(tx: Transaction, id: string, now: Date): Promise<'hour' | 'ever' | null> {
  const amendedAt = await findAmendedAt(tx, id, amendmentsInAll)
  if (amendedAt.length >= amendmentsInAll) return 'ever'
  const since = now.getTime() - hour
  return amendedAt.filter(at => at.getTime() > since).length >= amendmentsAnHour ? 'hour' : null
}

/**
 * True if the page that named this revision showed what stands now. What a moderator did unseen (a first approval,
 * a decision taken back) raises the revision too, and must not be noticed here.
 */
async function isAsShown(tx: Transaction, told: Endorsement, shown: number): Promise<boolean> {
  if (shown === told.revision) return true
  if (told.status !== 'confirmed' && told.status !== 'returned') return false
  const since = await findStandingSince(tx, told)
  return since !== null && shown >= since && shown < told.revision
}

const isSame = (one: Amendment, other: Amendment): boolean => keyOf(one) === keyOf(other)

const keyOf = ({ organisation: { name, names, country, website }, comment }: Amendment): string =>
  JSON.stringify([name, names.en, names.be, names.ru, country, website, comment])
