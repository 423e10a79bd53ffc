import { allows } from './actions.ts'
import { proofLinkLifetime, returnedLifetime } from './durations.ts'
import {
  type Common,
  type Confirmed,
  carriedOver,
  changedMeanwhile,
  type Endorsement,
  type Expired,
  type MailKind,
  type Requested,
  type Returned,
  type Transition,
  type TransitionResult,
  type Withdrawn,
  wrongStatus,
} from './endorsement.ts'
import { namesInOrder, type Organisation, signerOf } from './organisation.ts'
import { err, ok } from './result.ts'

/** The first state: asked for, not yet confirmed, gone after {@link proofLinkLifetime}. */
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

/**
 * The confirm link once more, to the same address, also after the request expired. The cap is the caller's to spend.
 */
export function resendLink(e: Endorsement, now: Date): TransitionResult<Requested> {
  if (!allows('resend', e)) return linkUsed(e)
  const to: Requested = {
    ...carriedOver(e),
    status: 'requested',
    requestedAt: e.requestedAt,
    expiresAt: linkExpiry(now),
  }
  return ok({ to, event: 'link_resent', mail: 'confirm-endorsement', record: null })
}

/**
 * Puts other details in the place of those that the page showed, before they are confirmed. Whoever has the link has
 * the inbox; who typed the details is not known.
 */
export function revise(
  e: Endorsement,
  { shownRevision, linkExpiresAt, amendment }: ShownByLink & { amendment: Amendment },
  now: Date,
): TransitionResult<Requested> {
  if (e.status === 'expired') return err({ reason: 'link_expired' })
  if (!allows('revise', e)) return linkUsed(e)
  if (now >= linkExpiresAt) return err({ reason: 'link_expired' })
  if (e.revision !== shownRevision) return changedMeanwhile(e)
  const { status, requestedAt, expiresAt } = e
  const to: Requested = { ...carriedOver(e), ...amendment, status, requestedAt, expiresAt }
  return ok({ to, event: 'revised', mail: null, record: null })
}

/** What a page behind a confirm link showed, and until when its link works. */
type ShownByLink = { shownRevision: number; linkExpiresAt: Date }

/** Confirms the representative's address, on the revision that the page showed. */
export function confirmEmail(
  e: Endorsement,
  { shownRevision, linkExpiresAt }: ShownByLink,
  now: Date,
): TransitionResult<Confirmed> {
  if (e.status === 'expired') return err({ reason: 'link_expired' })
  if (!allows('confirm', e)) return linkUsed(e)
  if (now >= linkExpiresAt) return err({ reason: 'link_expired' })
  if (e.revision !== shownRevision) return changedMeanwhile(e)
  const to: Confirmed = {
    ...carriedOver(e),
    status: 'confirmed',
    requestedAt: e.requestedAt,
    confirmedAt: now,
    waitingSince: now,
    firstApproval: null,
  }
  return ok({ to, event: 'confirmed', mail: 'request-received', record: null })
}

/** Ends a request in whose place the address has another one, or is on the list already. */
export function supersede(e: Endorsement, now: Date): TransitionResult<Withdrawn> {
  if (!allows('supersede', e)) return wrongStatus(e)
  const to: Withdrawn = {
    ...carriedOver(e),
    status: 'withdrawn',
    withdrawnAt: now,
    byRepresentative: false,
    was: null,
  }
  return ok({ to, event: 'superseded', mail: null, record: null, eraseContact: true })
}

/** "This was not us": the holder of the address stops a request that somebody made in their name. */
export function disown(e: Endorsement, now: Date): TransitionResult<Withdrawn> {
  if (!allows('disown', e)) return linkUsed(e)
  const to: Withdrawn = {
    ...carriedOver(e),
    status: 'withdrawn',
    withdrawnAt: now,
    byRepresentative: false,
    was: null,
  }
  return ok({ to, event: 'disowned', mail: null, record: null, eraseContact: true })
}

/** What of a signatory a moderator may put right. */
export type Correction = { readonly organisation: Organisation; readonly comment: string | null }
/** What a representative may change until a request is decided. */
export type Amendment = Correction & { readonly nameWithheld: boolean }

/**
 * Puts other details in the place of those that the page showed, and hands the request in again. What changed is
 * mailed: others may have the link too.
 */
export function amend(
  e: Endorsement,
  { shownRevision, amendment }: { shownRevision: number; amendment: Amendment },
  now: Date,
): TransitionResult<Confirmed> {
  if (e.revision !== shownRevision) return changedMeanwhile(e)
  if (!allows('amend', e)) return wrongStatus(e)
  const to: Confirmed = {
    ...carriedOver(e),
    ...amendment,
    status: 'confirmed',
    requestedAt: e.requestedAt,
    confirmedAt: e.confirmedAt,
    waitingSince: e.status === 'returned' ? now : e.waitingSince,
    firstApproval: null,
  }
  const mail = isSame(e, amendment) ? null : 'amended'
  return ok({ to, event: 'amended', mail, record: null, ...cancelQuestion(e) })
}

/** True if both say the same of an organisation, and of whether it is shown. */
export const isSame = (one: Amendment, other: Amendment): boolean =>
  isSameEntry(one, other) && one.nameWithheld === other.nameWithheld

/** True if both say the same of an organisation. */
export const isSameEntry = (one: Correction, other: Correction): boolean => keyOf(one) === keyOf(other)

const keyOf = ({ organisation, comment }: Correction): string => {
  const { name, names, country, website } = organisation
  const signer = Object.values(signerOf(organisation))
  return JSON.stringify([name, namesInOrder(names), country, website, comment, ...signer])
}

/** The clock's own transition: an address nobody confirmed in time, or changes that nobody made. */
export function expire(e: Endorsement, now: Date): TransitionResult<Expired> {
  if (!allows('expire', e) || now < waitsUntil(e)) return wrongStatus(e)
  const to: Expired = { ...carriedOver(e), status: 'expired', requestedAt: e.requestedAt, expiredAt: now }
  return ok({ to, event: 'expired', mail: null, record: null })
}

const waitsUntil = (e: Requested | Returned): Date =>
  e.status === 'requested' ? e.expiresAt : changesDueBy(e)

export const linkExpiry = (now: Date): Date => new Date(now.getTime() + proofLinkLifetime)

/** Until when a returned request waits for changes. */
export const changesDueBy = ({ returnedAt }: Returned): Date =>
  new Date(returnedAt.getTime() + returnedLifetime)

/** A question that was not mailed yet is not asked any more: a moderator's, or whether it signs a newer version. */
export function cancelQuestion({ status }: Endorsement): { cancelMail?: MailKind } {
  if (status === 'approved') return { cancelMail: 'reconfirm' }
  return status === 'returned' ? { cancelMail: 'changes-requested' } : {}
}

const linkUsed = ({ status }: Endorsement) => err({ reason: 'link_used', status } as const)
