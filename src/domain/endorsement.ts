import type { Language } from './language.ts'
import type { Organisation } from './organisation.ts'
import type { ListChange } from './record.ts'
import { err, ok, type Result } from './result.ts'

const day = 24 * 60 * 60 * 1000
/** How long a mailed confirm link works. */
export const linkLifetime = 7 * day
/** How long a request that was returned for changes waits for them. */
export const returnedLifetime = 30 * day
/** How long a representative's contact data outlives a rejection, an expiry or a withdrawal. */
export const contactRetention = 30 * day

type Common = {
  readonly id: string
  readonly statement: string
  /** The version of the text that the representative was shown. */
  readonly version: number
  /** Raised by every stored transition; a decision names the one it was taken on. */
  readonly revision: number
  readonly language: Language
  readonly organisation: Organisation
  /** The public line beside the name. */
  readonly comment: string | null
}

export type Requested = Common & { status: 'requested'; requestedAt: Date; expiresAt: Date }
/** One of the two approvals that a statement's setting may ask for. */
export type FirstApproval = { readonly by: string; readonly at: Date }
export type Confirmed = Common & {
  status: 'confirmed'
  requestedAt: Date
  confirmedAt: Date
  /** Since when it is the moderators' turn. */
  waitingSince: Date
  firstApproval: FirstApproval | null
}
export type Returned = Common & { status: 'returned'; requestedAt: Date; confirmedAt: Date; returnedAt: Date }
/** Founding signatories are born approved: nobody asked, no address was confirmed. */
export type Approved = Common & {
  status: 'approved'
  approvedAt: Date
  signedOn: string | null
  founding: boolean
}
export type Rejected = Common & {
  status: 'rejected'
  requestedAt: Date
  confirmedAt: Date
  rejectedAt: Date
  /** It had been returned for changes then: undoing leads back there. */
  returnedAt: Date | null
}
export type Withdrawn = Common & {
  status: 'withdrawn'
  withdrawnAt: Date
  /** How it stood on the list; null if it never did. */
  was: { readonly approvedAt: Date; readonly signedOn: string | null; readonly founding: boolean } | null
}
export type Expired = Common & { status: 'expired'; requestedAt: Date; expiredAt: Date }

export type Endorsement = Requested | Confirmed | Returned | Approved | Rejected | Withdrawn | Expired
export type Status = Endorsement['status']

export type EventKind =
  | 'requested'
  | 'link_resent'
  | 'confirmed'
  | 'disowned'
  | 'approved'
  | 'rejected'
  | 'amended'
  | 'returned'
  | 'first_approved'
  | 'undone'
  | 'reopened'
  | 'corrected'
  | 'withdrawn'
  | 'restored'
  | 'expired'
  | 'founded'
  | 'erased'

/** What is mailed to a representative. */
export type MailKind =
  | 'confirm-endorsement'
  | 'already-asked'
  | 'request-received'
  | 'changes-requested'
  | 'approved'
  | 'rejected'
  | 'reopened'
  | 'corrected'
  | 'withdrawn'

export type Transition<To extends Endorsement> = {
  readonly to: To
  readonly event: EventKind
  readonly mail: MailKind | null
  readonly record: ListChange | null
  /** The contact goes in the same transaction: its owner never asked for anything. */
  readonly eraseContact?: true
  /** A mail of this kind that has not gone yet is not owed any more. */
  readonly cancelMail?: MailKind
}

export type EndorsementError =
  | { reason: 'link_unknown' }
  | { reason: 'link_expired' }
  | { reason: 'link_used'; status: Status }
  | { reason: 'changed_meanwhile'; revision: number; status: Status }
  | { reason: 'endorsement_unknown' }
  | { reason: 'wrong_status'; status: Status }
  | { reason: 'already_signatory' }
  /** Another request of the same address waits. */
  | { reason: 'already_waiting' }
  /** Who gave the first approval cannot give the second. */
  | { reason: 'same_moderator' }
  /** One moderator alone may not change a published name here. */
  | { reason: 'second_needed' }
  /** Suspended, or gone, since the question was asked. */
  | { reason: 'not_moderator' }
  /** The minute for undoing is over. */
  | { reason: 'too_late' }
  /** The representative was forgotten: nobody could be told. */
  | { reason: 'contact_erased' }
  /** Only the statement's own files may change a founding signatory. */
  | { reason: 'founding' }

export type Decided<To extends Endorsement> = Result<Transition<To>, EndorsementError>

/** The first state: asked for, not yet confirmed, gone in seven days. */
export function requestEndorsement(details: Omit<Common, 'revision'>, now: Date): Transition<Requested> {
  const to: Requested = {
    ...details,
    revision: 1,
    status: 'requested',
    requestedAt: now,
    expiresAt: linkExpiry(now),
  }
  return { to, event: 'requested', mail: 'confirm-endorsement', record: null }
}

/** A fresh link to the same address, also after the request expired. The cap is the caller's to spend. */
export function resendLink(e: Endorsement, now: Date): Decided<Requested> {
  if (e.status !== 'requested' && e.status !== 'expired')
    return err({ reason: 'link_used', status: e.status })
  const to: Requested = {
    ...next(e),
    status: 'requested',
    requestedAt: e.requestedAt,
    expiresAt: linkExpiry(now),
  }
  return ok({ to, event: 'link_resent', mail: 'confirm-endorsement', record: null })
}

/** Confirms the representative's address, on the revision that the page showed. */
export function confirmEmail(
  e: Endorsement,
  shown: number,
  linkExpiresAt: Date,
  now: Date,
): Decided<Confirmed> {
  if (e.status === 'expired') return err({ reason: 'link_expired' })
  if (e.status !== 'requested') return err({ reason: 'link_used', status: e.status })
  if (now >= linkExpiresAt) return err({ reason: 'link_expired' })
  if (e.revision !== shown) return changedMeanwhile(e)
  const to: Confirmed = {
    ...next(e),
    status: 'confirmed',
    requestedAt: e.requestedAt,
    confirmedAt: now,
    waitingSince: now,
    firstApproval: null,
  }
  return ok({ to, event: 'confirmed', mail: 'request-received', record: null })
}

/** "This was not us": the holder of the address stops a request that somebody made in their name. */
export function disown(e: Endorsement, now: Date): Decided<Withdrawn> {
  if (e.status !== 'requested' && e.status !== 'confirmed' && e.status !== 'returned') {
    return err({ reason: 'link_used', status: e.status })
  }
  const to: Withdrawn = { ...next(e), status: 'withdrawn', withdrawnAt: now, was: null }
  return ok({ to, event: 'disowned', mail: null, record: null, eraseContact: true })
}

/** What a representative may change while a request waits. */
export type Amendment = { readonly organisation: Organisation; readonly comment: string | null }

/** Puts other details in the place of those that the page showed, and hands the request in again. */
export function amend(e: Endorsement, shown: number, amendment: Amendment, now: Date): Decided<Confirmed> {
  if (e.revision !== shown) return changedMeanwhile(e)
  if (e.status !== 'confirmed' && e.status !== 'returned')
    return err({ reason: 'wrong_status', status: e.status })
  const to: Confirmed = {
    ...next(e),
    ...amendment,
    status: 'confirmed',
    requestedAt: e.requestedAt,
    confirmedAt: e.confirmedAt,
    waitingSince: e.status === 'returned' ? now : e.waitingSince,
    firstApproval: null,
  }
  return ok({ to, event: 'amended', mail: null, record: null, ...unasked(e) })
}

/** The clock's own transition: an address nobody confirmed in time, or changes that nobody made. */
export function expire(e: Endorsement, now: Date): Decided<Expired> {
  const overdue =
    (e.status === 'requested' && now >= e.expiresAt) ||
    (e.status === 'returned' && now.getTime() >= e.returnedAt.getTime() + returnedLifetime)
  if (!overdue) return err({ reason: 'wrong_status', status: e.status })
  const to: Expired = { ...next(e), status: 'expired', requestedAt: e.requestedAt, expiredAt: now }
  return ok({ to, event: 'expired', mail: null, record: null })
}

/** A question that was not mailed yet is not asked any more. */
export const unasked = (e: Endorsement): { cancelMail?: MailKind } =>
  e.status === 'returned' ? { cancelMail: 'changes-requested' } : {}

/** A founding signatory, as the statement's own files name it. Their date of signing is not known. */
export function found(details: Omit<Common, 'revision'>, now: Date): Transition<Approved> {
  const to: Approved = {
    ...details,
    revision: 1,
    status: 'approved',
    approvedAt: now,
    signedOn: null,
    founding: true,
  }
  return { to, event: 'founded', mail: null, record: 'found' }
}

/** Founding signatories come from the statement's own files, and have nobody to tell. */
export const isFounding = (e: Endorsement): boolean =>
  (e.status === 'approved' && e.founding) || (e.status === 'withdrawn' && e.was?.founding === true)

export const linkExpiry = (now: Date): Date => new Date(now.getTime() + linkLifetime)

/** YYYY-MM-DD in UTC. */
export const utcDate = (at: Date): string => at.toISOString().slice(0, 10)

export const changedMeanwhile = (e: Endorsement) =>
  err({ reason: 'changed_meanwhile', revision: e.revision, status: e.status } as const)

/** What every state carries over, one revision on. Facts of the state left behind stay behind. */
export function next(e: Endorsement): Common {
  const { id, statement, version, revision, language, organisation, comment } = e
  return { id, statement, version, revision: revision + 1, language, organisation, comment }
}
