import {
  type Amendment,
  type Approved,
  type Confirmed,
  changedMeanwhile,
  type Decided,
  type Endorsement,
  next,
  type Rejected,
  type Returned,
  unasked,
  utcDate,
  type Withdrawn,
} from './endorsement.ts'
import type { Level } from './evidence.ts'
import { err, ok } from './result.ts'

/** When an approval needs two moderators; each statement has its own setting. */
export const secondModerators = ['always', 'weak', 'never'] as const
export type SecondModerator = (typeof secondModerators)[number]

/** All that the log of the desk can say. */
export type LogKind =
  | 'first-approve'
  | 'approve'
  | 'reject'
  | 'return'
  | 'undo'
  | 'reopen'
  | 'note'
  | 'correct'
  | 'withdraw'
  | 'restore'
  | 'invite'
  | 'join'
  | 'passkey-add'
  | 'passkey-remove'
  | 'suspend'
  | 'reinstate'
  | 'sign-in'
  | 'sign-out'
  | 'verify'
  | 'export'
  | 'preferences'
  | 'setting'

/** How long the mail of a rejection or a return waits, and with it the way back. Milliseconds. */
export const undoPeriod = 60_000

export const needsSecond = (setting: SecondModerator, level: Level): boolean =>
  setting === 'always' || (setting === 'weak' && level === 'weak')

/**
 * Puts the organisation on the public list, exactly as the moderator saw it. Where a second moderator is
 * needed, the first approval is noted and the request goes on waiting for somebody else's.
 */
export function approve(
  e: Endorsement,
  shown: number,
  { moderator, second }: { moderator: string; second: boolean },
  now: Date,
): Decided<Approved | Confirmed> {
  if (e.revision !== shown) return changedMeanwhile(e)
  if (e.status !== 'confirmed') return wrongStatus(e)
  if (second && e.firstApproval?.by === moderator) return err({ reason: 'same_moderator' })
  if (second && !e.firstApproval) {
    const { requestedAt, confirmedAt, waitingSince } = e
    const to: Confirmed = {
      ...next(e),
      status: 'confirmed',
      ...{ requestedAt, confirmedAt, waitingSince, firstApproval: { by: moderator, at: now } },
    }
    return ok({ to, event: 'first_approved', mail: null, record: null })
  }
  const to: Approved = {
    ...next(e),
    status: 'approved',
    approvedAt: now,
    signedOn: utcDate(now),
    founding: false,
  }
  return ok({ to, event: 'approved', mail: 'approved', record: 'endorse' })
}

export function reject(e: Endorsement, shown: number, now: Date): Decided<Rejected> {
  if (e.revision !== shown) return changedMeanwhile(e)
  if (e.status !== 'confirmed' && e.status !== 'returned') return wrongStatus(e)
  const to: Rejected = {
    ...next(e),
    status: 'rejected',
    requestedAt: e.requestedAt,
    confirmedAt: e.confirmedAt,
    rejectedAt: now,
    // Within its minute the question was not mailed, and now never is: undoing leads back to the queue.
    returnedAt: e.status === 'returned' && isOver(e.returnedAt, now) ? e.returnedAt : null,
  }
  return ok({ to, event: 'rejected', mail: 'rejected', record: null, ...unasked(e) })
}

/** Asks the representative for changes; the question itself goes by mail and is kept sealed. */
export function returnForChanges(e: Endorsement, shown: number, now: Date): Decided<Returned> {
  if (e.revision !== shown) return changedMeanwhile(e)
  if (e.status !== 'confirmed') return wrongStatus(e)
  const { requestedAt, confirmedAt } = e
  const to: Returned = { ...next(e), status: 'returned', requestedAt, confirmedAt, returnedAt: now }
  return ok({ to, event: 'returned', mail: 'changes-requested', record: null })
}

/** Takes back a rejection or a return within {@link undoPeriod}, before its mail goes. An approval has no such way. */
export function undo(e: Endorsement, shown: number, now: Date): Decided<Confirmed | Returned> {
  if (e.revision !== shown) return changedMeanwhile(e)
  if (e.status !== 'rejected' && e.status !== 'returned') return wrongStatus(e)
  const decidedAt = e.status === 'rejected' ? e.rejectedAt : e.returnedAt
  if (isOver(decidedAt, now)) return err({ reason: 'too_late' })
  const { requestedAt, confirmedAt } = e
  const undone = { event: 'undone', mail: null, record: null } as const
  if (e.status === 'rejected' && e.returnedAt) {
    const { returnedAt } = e
    const to: Returned = { ...next(e), status: 'returned', requestedAt, confirmedAt, returnedAt }
    return ok({ to, ...undone, cancelMail: 'rejected' })
  }
  return ok({
    // At its old place in the queue.
    to: waiting(e, e.confirmedAt),
    ...undone,
    cancelMail: e.status === 'rejected' ? 'rejected' : 'changes-requested',
  })
}

/** A rejection that proved wrong: the request waits again. */
export function reopen(e: Endorsement, shown: number, now: Date): Decided<Confirmed> {
  if (e.revision !== shown) return changedMeanwhile(e)
  if (e.status !== 'rejected') return wrongStatus(e)
  return ok({
    to: waiting(e, now),
    event: 'reopened',
    mail: 'reopened',
    record: null,
    cancelMail: 'rejected',
  })
}

/**
 * Puts a signatory's public details right. A founding one's are the statement's own files'. Where approving it
 * would need two moderators (`second`), one alone cannot: two approvals of a name would be worth nothing if either
 * of them could put another in its place.
 */
export function correct(
  e: Endorsement,
  shown: number,
  amendment: Amendment,
  second: boolean,
): Decided<Approved> {
  if (e.revision !== shown) return changedMeanwhile(e)
  if (e.status !== 'approved') return wrongStatus(e)
  if (e.founding) return err({ reason: 'founding' })
  if (second) return err({ reason: 'second_needed' })
  const { approvedAt, signedOn, founding } = e
  const to: Approved = { ...next(e), ...amendment, status: 'approved', approvedAt, signedOn, founding }
  return ok({ to, event: 'corrected', mail: 'corrected', record: 'amend' })
}

/** Takes an organisation off the list, or a request out of the queue, in the open: the record says so. */
export function withdraw(e: Endorsement, shown: number, now: Date): Decided<Withdrawn> {
  if (e.revision !== shown) return changedMeanwhile(e)
  if (e.status !== 'confirmed' && e.status !== 'returned' && e.status !== 'approved') return wrongStatus(e)
  const listed = e.status === 'approved'
  const was = listed ? { approvedAt: e.approvedAt, signedOn: e.signedOn, founding: e.founding } : null
  const to: Withdrawn = { ...next(e), status: 'withdrawn', withdrawnAt: now, was }
  return ok({ to, event: 'withdrawn', mail: 'withdrawn', record: listed ? 'withdraw' : null, ...unasked(e) })
}

/** Puts a withdrawn signatory back in its place. Where two are needed, not whoever withdrew it. */
export function restore(
  e: Endorsement,
  shown: number,
  { moderator, withdrawnBy, second }: { moderator: string; withdrawnBy: string | null; second: boolean },
): Decided<Approved> {
  if (e.revision !== shown) return changedMeanwhile(e)
  if (e.status !== 'withdrawn' || !e.was) return wrongStatus(e)
  if (second && moderator === withdrawnBy) return err({ reason: 'same_moderator' })
  const to: Approved = { ...next(e), status: 'approved', ...e.was }
  return ok({ to, event: 'restored', mail: 'approved', record: 'restore' })
}

const isOver = (decidedAt: Date, now: Date): boolean => now.getTime() >= decidedAt.getTime() + undoPeriod

const wrongStatus = (e: Endorsement) => err({ reason: 'wrong_status', status: e.status } as const)

/** Back in the queue: an approval that was given before counts no more. */
function waiting(e: Rejected | Returned, waitingSince: Date): Confirmed {
  const { requestedAt, confirmedAt } = e
  return {
    ...next(e),
    status: 'confirmed',
    ...{ requestedAt, confirmedAt, waitingSince, firstApproval: null },
  }
}
