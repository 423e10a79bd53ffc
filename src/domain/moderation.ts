import { allows, type ModeratorAction, needsContact } from './actions.ts'
import { utcDate } from './dates.ts'
import { undoPeriod } from './durations.ts'
import {
  type Approved,
  type Confirmed,
  carriedOver,
  changedMeanwhile,
  type Endorsement,
  type EventKind,
  type DeskError,
  type MailKind,
  type Rejected,
  type Returned,
  type Transition,
  type Withdrawn,
  wrongStatus,
} from './endorsement.ts'
import { type Correction, cancelQuestion } from './endorsing.ts'
import type { LogKind } from './log-kind.ts'
import { countAsTwoFrom } from './newcomers.ts'
import { kindOf } from './organisation.ts'
import { err, ok, type Result } from './result.ts'
import { approvalTurn, restorationTurn } from './second-moderator.ts'
import type { SignerKind } from './statement.ts'

/** The mails that a moderator's decision can owe. */
export type DecisionMail = Extract<
  MailKind,
  'approved' | 'rejected' | 'changes-requested' | 'reopened' | 'corrected' | 'withdrawn' | 'restored'
>

/** The mail of each decision, by the event that it leaves; nobody is told of an undoing. */
export const decisionMails = {
  approved: 'approved',
  rejected: 'rejected',
  returned: 'changes-requested',
  undone: null,
  reopened: 'reopened',
  corrected: 'corrected',
  withdrawn: 'withdrawn',
  restored: 'restored',
} as const satisfies { [kind in EventKind]?: DecisionMail | null }

/** A moderator's decision, with what the log of the desk says of it. */
type ModeratorTransition<To extends Endorsement> = Transition<To> & {
  readonly log: LogKind
  readonly mail: DecisionMail | null
}
export type DecisionResult<To extends Endorsement> = Result<ModeratorTransition<To>, DeskError>

/** The revision that the moderator saw. */
type ShownRevision = { shownRevision: number }

/** Whether a decision that was made at a moment can still be taken back. */
export const undoableAt = (decidedAt: Date, now: Date): boolean =>
  now.getTime() < decidedAt.getTime() + undoPeriod

/** Until when the last decision can be taken back; null where it cannot, or not any more. */
export function undoableUntil(e: Endorsement, now: Date): Date | null {
  if (!allows('undo', e)) return null
  const decidedAt = e.status === 'rejected' ? e.rejectedAt : e.returnedAt
  return undoableAt(decidedAt, now) ? new Date(decidedAt.getTime() + undoPeriod) : null
}

/** What a decision says that may need two people; `joined`: when the two joined last. */
type ByTwo = { moderator: string; secondNeeded: boolean; joined: readonly Date[] }

/**
 * Puts the organisation on the public list, exactly as the moderator saw it. Where a second moderator is
 * needed, the first approval is noted and the request goes on waiting for somebody else's.
 */
export function approve(
  e: Endorsement,
  { shownRevision, moderator, secondNeeded, joined }: ShownRevision & ByTwo,
  now: Date,
): DecisionResult<Approved | Confirmed> {
  if (e.revision !== shownRevision) return changedMeanwhile(e)
  if (!allows('approve', e)) return wrongStatus(e)
  const countsFrom = countAsTwoFrom(joined, now)
  const turn = approvalTurn(e, { moderator, secondNeeded, countsFrom })
  if (turn === 'own') return err({ reason: 'same_moderator' })
  if (turn === 'newcomer' && countsFrom) return err({ reason: 'newcomer', from: countsFrom })
  if (turn === 'first') {
    const { status, requestedAt, confirmedAt, waitingSince } = e
    const firstApproval = { by: moderator, at: now }
    const to: Confirmed = { ...carriedOver(e), status, requestedAt, confirmedAt, waitingSince, firstApproval }
    return ok({ to, event: 'first_approved', log: 'first-approve', mail: null, record: null })
  }
  const to: Approved = {
    ...carriedOver(e),
    status: 'approved',
    approvedAt: now,
    signedOn: utcDate(now),
    founding: false,
  }
  return ok({ to, event: 'approved', log: 'approve', mail: decisionMails.approved, record: 'endorse' })
}

export function reject(
  e: Endorsement,
  { shownRevision }: ShownRevision,
  now: Date,
): DecisionResult<Rejected> {
  if (e.revision !== shownRevision) return changedMeanwhile(e)
  if (!allows('reject', e)) return wrongStatus(e)
  const to: Rejected = {
    ...carriedOver(e),
    status: 'rejected',
    requestedAt: e.requestedAt,
    confirmedAt: e.confirmedAt,
    rejectedAt: now,
    // A return that can still be undone was not mailed and now never is: undoing leads back to the queue.
    returnedAt: e.status === 'returned' && !undoableUntil(e, now) ? e.returnedAt : null,
  }
  const question = cancelQuestion(e)
  return ok({ to, event: 'rejected', log: 'reject', mail: decisionMails.rejected, record: null, ...question })
}

/** Asks the representative for changes; the question itself goes by mail and is kept sealed. */
export function returnForChanges(
  e: Endorsement,
  { shownRevision }: ShownRevision,
  now: Date,
): DecisionResult<Returned> {
  if (e.revision !== shownRevision) return changedMeanwhile(e)
  if (!allows('return', e)) return wrongStatus(e)
  const { requestedAt, confirmedAt } = e
  const to: Returned = { ...carriedOver(e), status: 'returned', requestedAt, confirmedAt, returnedAt: now }
  return ok({ to, event: 'returned', log: 'return', mail: decisionMails.returned, record: null })
}

/** Takes back a rejection or a return within {@link undoPeriod}, before its mail goes. An approval has no such way. */
export function undo(
  e: Endorsement,
  { shownRevision }: ShownRevision,
  now: Date,
): DecisionResult<Confirmed | Returned> {
  if (e.revision !== shownRevision) return changedMeanwhile(e)
  if (!allows('undo', e)) return wrongStatus(e)
  if (!undoableUntil(e, now)) return err({ reason: 'too_late' })
  return ok({
    to: beforeDecision(e),
    event: 'undone',
    log: 'undo',
    mail: null,
    record: null,
    // Nobody waits whose representative has had their data erased meanwhile.
    needsContact: true,
    cancelMail: e.status === 'rejected' ? 'rejected' : 'changes-requested',
    cancelling: 'too_late',
  })
}

/** Where it stood: returned for changes, or in the queue at its old place. */
function beforeDecision(e: Rejected | Returned): Confirmed | Returned {
  if (e.status === 'returned' || !e.returnedAt) return backInQueue(e, e.confirmedAt)
  const { requestedAt, confirmedAt, returnedAt } = e
  return { ...carriedOver(e), status: 'returned', requestedAt, confirmedAt, returnedAt }
}

/** A rejection that proved wrong: the request waits again. */
export function reopen(
  e: Endorsement,
  { shownRevision }: ShownRevision,
  now: Date,
): DecisionResult<Confirmed> {
  if (e.revision !== shownRevision) return changedMeanwhile(e)
  if (!allows('reopen', e)) return wrongStatus(e)
  return ok({
    to: backInQueue(e, now),
    event: 'reopened',
    log: 'reopen',
    mail: decisionMails.reopened,
    record: null,
    ...contactNeed('reopen', e),
    cancelMail: 'rejected',
    cancelling: 'cancels_out',
  })
}

/**
 * Puts a signatory's public details right. A founding one's are the statement's own files'. Where approving it
 * would need two moderators, one alone cannot: two approvals of a name would be worth nothing if either of them
 * could put another in its place. Whether the name is shown is its representative's alone to say, and so is among whom
 * it stands: `signsAs` is what it says itself, on the list and in the proposal that the moderator was shown.
 */
export function correct(
  e: Endorsement,
  {
    shownRevision,
    amendment,
    secondNeeded,
    signsAs,
  }: ShownRevision & { amendment: Correction; secondNeeded: boolean; signsAs: readonly SignerKind[] },
): DecisionResult<Approved> {
  if (e.revision !== shownRevision) return changedMeanwhile(e)
  if (!allows('correct', e)) return wrongStatus(e)
  if (e.founding) return err({ reason: 'founding' })
  if (secondNeeded) return err({ reason: 'second_needed' })
  if (!signsAs.includes(kindOf(amendment.organisation))) return err({ reason: 'section_is_its_own' })
  const { approvedAt, signedOn, founding } = e
  const { organisation, comment } = amendment
  const to: Approved = {
    ...carriedOver(e),
    organisation,
    comment,
    status: 'approved',
    approvedAt,
    signedOn,
    founding,
  }
  return ok({ to, event: 'corrected', log: 'correct', mail: decisionMails.corrected, record: 'amend' })
}

/** Takes an organisation off the list, or a request out of the queue, in the open: the record says so. */
export function withdraw(
  e: Endorsement,
  { shownRevision }: ShownRevision,
  now: Date,
): DecisionResult<Withdrawn> {
  if (e.revision !== shownRevision) return changedMeanwhile(e)
  if (!allows('withdraw', e)) return wrongStatus(e)
  const listed = e.status === 'approved'
  const was = listed ? { approvedAt: e.approvedAt, signedOn: e.signedOn, founding: e.founding } : null
  const to: Withdrawn = {
    ...carriedOver(e),
    status: 'withdrawn',
    withdrawnAt: now,
    byRepresentative: false,
    was,
  }
  const record = listed ? 'withdraw' : null
  return ok({
    to,
    event: 'withdrawn',
    log: 'withdraw',
    mail: decisionMails.withdrawn,
    record,
    ...cancelQuestion(e),
  })
}

/**
 * Puts a withdrawn signatory back in its place, unless its own representative withdrew it. Where two moderators are
 * needed, the one who restores it is another one than the one who withdrew it (null: no moderator did).
 */
export function restore(
  e: Endorsement,
  {
    shownRevision,
    withdrawnBy,
    moderator,
    secondNeeded,
    joined,
  }: ShownRevision & ByTwo & { withdrawnBy: string | null },
  now: Date,
): DecisionResult<Approved> {
  if (e.revision !== shownRevision) return changedMeanwhile(e)
  if (!allows('restore', e) || !e.was) return wrongStatus(e)
  if (e.byRepresentative) return err({ reason: 'withdrawn_by_representative' })
  const countsFrom = countAsTwoFrom(joined, now)
  const turn = restorationTurn(withdrawnBy, { moderator, secondNeeded, countsFrom })
  if (turn === 'own') return err({ reason: 'own_withdrawal' })
  if (turn === 'newcomer' && countsFrom) return err({ reason: 'newcomer', from: countsFrom })
  const to: Approved = { ...carriedOver(e), status: 'approved', ...e.was }
  return ok({
    to,
    event: 'restored',
    log: 'restore',
    mail: decisionMails.restored,
    record: 'restore',
    ...contactNeed('restore', e),
  })
}

const contactNeed = (action: ModeratorAction, e: Endorsement): { needsContact?: true } =>
  needsContact(action, e) ? { needsContact: true } : {}

/** Waiting for a moderator again: an approval that was given before counts no more. */
function backInQueue(e: Rejected | Returned, waitingSince: Date): Confirmed {
  const { requestedAt, confirmedAt } = e
  return {
    ...carriedOver(e),
    status: 'confirmed',
    requestedAt,
    confirmedAt,
    waitingSince,
    firstApproval: null,
  }
}
