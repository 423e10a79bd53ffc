import { allows } from './actions.ts'
import {
  type Approved,
  type Confirmed,
  type Endorsement,
  isFounding,
  next,
  type Returned,
  type TransitionResult,
  wrongStatus,
} from './endorsement.ts'
import { err, ok } from './result.ts'

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
  const to = { ...e, ...next(e) }
  return ok({ to: to.status === 'confirmed' ? { ...to, firstApproval: null } : to, ...changed })
}
