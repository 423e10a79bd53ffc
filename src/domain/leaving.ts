import { allows } from './actions.ts'
import { contactRetention } from './durations.ts'
import {
  carriedOver,
  type Endorsement,
  isFounding,
  isOpen,
  type TransitionResult,
  type Withdrawn,
  wrongStatus,
} from './endorsement.ts'
import { cancelQuestion } from './endorsing.ts'
import { err, ok } from './result.ts'

// How a representative leaves: by withdrawing the endorsement, or by having their own data erased.

/** `byOneHourLink`: by the link that was just mailed to the address on file, and not by the one to the private page. */
type Proof = { byOneHourLink: boolean }

/**
 * Withdraws on the representative's own word, whatever a moderator made of the request meanwhile: the private page is
 * enough while it waits, and what is listed leaves by a one-hour link alone.
 */
export function withdrawOwn(
  e: Endorsement,
  { byOneHourLink }: Proof,
  now: Date,
): TransitionResult<Withdrawn> {
  if (!allows('withdrawOwn', e)) return wrongStatus(e)
  if (isFounding(e)) return err({ reason: 'founding' })
  const listed = e.status === 'approved'
  if (listed && !byOneHourLink) return err({ reason: 'one_hour_link_needed' })
  const was = listed ? { approvedAt: e.approvedAt, signedOn: e.signedOn, founding: false } : null
  const to: Withdrawn = {
    ...carriedOver(e),
    status: 'withdrawn',
    withdrawnAt: now,
    byRepresentative: true,
    was,
  }
  const record = listed ? 'withdraw' : null
  return ok({ to, event: 'withdrawn', mail: 'withdrawn', record, ...cancelQuestion(e) })
}

/**
 * Forgets the representative on their own word. A request that waits ends with it, as nobody could be told of a
 * decision; anything else stays as it is, one revision on: a decision made at the same moment would be mailed to them.
 */
export function eraseOwn(e: Endorsement, now: Date): TransitionResult<Endorsement> {
  if (isFounding(e)) return err({ reason: 'founding' })
  const forgotten = { mail: 'erased', record: null, eraseContact: true } as const
  if (!isOpen(e.status)) return ok({ to: { ...e, ...carriedOver(e) }, event: 'erased', ...forgotten })
  const to: Withdrawn = {
    ...carriedOver(e),
    status: 'withdrawn',
    withdrawnAt: now,
    byRepresentative: true,
    was: null,
  }
  return ok({ to, event: 'withdrawn', ...forgotten })
}

/** When the contact is erased by itself; null while the request waits or the organisation is listed. */
export function contactErasedAt(e: Endorsement): Date | null {
  const endedAt = endOf(e)
  return endedAt && new Date(endedAt.getTime() + contactRetention)
}

function endOf(e: Endorsement): Date | null {
  switch (e.status) {
    case 'rejected':
      return e.rejectedAt
    case 'withdrawn':
      return e.withdrawnAt
    case 'expired':
      return e.expiredAt
    default:
      return null
  }
}
