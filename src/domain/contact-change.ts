import { allows } from './actions.ts'
import {
  type Approved,
  type Confirmed,
  carriedOver,
  changedMeanwhile,
  type DeskError,
  type Endorsement,
  isFounding,
  type Returned,
  type TransitionResult,
  wrongStatus,
} from './endorsement.ts'
import { err, ok, type Result } from './result.ts'

// Another person takes the representative's place.

/**
 * Puts another contact in the place of the representative, once that person has said yes.
 * - The revision rises: a decision made at the same moment would be mailed to whoever is it no more.
 * - An approval that was given before counts no more: the address is part of what it was given on.
 */
export function changeContact(e: Endorsement): TransitionResult<Confirmed | Returned | Approved> {
  if (!allows('changeContact', e)) return wrongStatus(e)
  if (isFounding(e)) return err({ reason: 'founding' })
  const changed = { event: 'contact_changed', mail: 'contact-changed', record: null } as const
  const to = { ...e, ...carriedOver(e) }
  return ok({ to: to.status === 'confirmed' ? { ...to, firstApproval: null } : to, ...changed })
}

/** The times of a change that was put forward; the two last are of a moderator's alone. */
type Waiting = {
  readonly expiresAt: Date
  readonly objectionUntil: Date | null
  readonly acceptedAt: Date | null
}

/** Whether somebody can still say yes to it, or has. */
export const isStillOpen = ({ expiresAt, acceptedAt }: Waiting, now: Date): boolean =>
  acceptedAt !== null || now < expiresAt

/** True while the address on file has not had its time to stop what a moderator put forward. */
export const isObjectionOpen = ({ objectionUntil }: Pick<Waiting, 'objectionUntil'>, now: Date): boolean =>
  objectionUntil !== null && now < objectionUntil

/** What a moderator saw, and what holds beside the state. */
type NameContact = {
  shownRevision: number
  /** A link has proved the address on file. One that nobody proved is put right without this. */
  isProved: boolean
  /** It is the address on file. */
  isSame: boolean
  /** What is put forward already; `again`: it is this, by the same moderator. */
  waiting: (Waiting & { again: boolean }) | null
}

/**
 * A moderator puts another contact forward for somebody who has left. The state stays, and so does the revision. One
 * that waits already is not replaced: the representative's own goes first, and a colleague's is for both to see.
 *
 * @returns whether it is opened: a button that is pressed twice opens it once
 */
export function nameContact(
  e: Endorsement,
  { shownRevision, isProved, isSame, waiting }: NameContact,
  now: Date,
): Result<boolean, DeskError> {
  const isWaiting = waiting !== null && isStillOpen(waiting, now)
  if (isWaiting && waiting.again) return ok(false)
  if (e.revision !== shownRevision) return changedMeanwhile(e)
  if (isFounding(e)) return err({ reason: 'founding' })
  if (!allows('changeContact', e)) return wrongStatus(e)
  if (!isProved) return err({ reason: 'address_unproved' })
  if (isSame) return err({ reason: 'same_address' })
  return isWaiting ? err({ reason: 'contact_change_waits' }) : ok(true)
}
