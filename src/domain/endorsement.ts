import type { Language } from './language.ts'
import type { Organisation } from './organisation.ts'
import type { ListChange } from './record.ts'
import { err, type Result } from './result.ts'

/** What an endorsement is in every state. */
export type Common = {
  readonly id: string
  readonly statement: string
  /** The version of the text that the representative was shown. */
  readonly version: number
  /** In which language they read it, of the languages in which it can be signed; null where that is not known. */
  readonly textLanguage: string | null
  /** Raised by every stored transition; a decision names the one it was taken on. */
  readonly revision: number
  readonly language: Language
  readonly organisation: Organisation
  /** The public line beside the name. */
  readonly comment: string | null
  /** Once approved it is counted and not named: shown to nobody but moderators. */
  readonly nameWithheld: boolean
}

export type Requested = Common & { status: 'requested'; requestedAt: Date; expiresAt: Date }
/** One of the two approvals that a statement's setting may ask for. */
type FirstApproval = { readonly by: string; readonly at: Date }
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
  /** When it was returned for changes, if it was when it was rejected: undoing leads back there. */
  returnedAt: Date | null
}
export type Withdrawn = Common & {
  status: 'withdrawn'
  withdrawnAt: Date
  /** Its representative withdrew it themselves: nobody else puts it back. */
  byRepresentative: boolean
  /** How it stood on the list; null if it never did. */
  was: { readonly approvedAt: Date; readonly signedOn: string | null; readonly founding: boolean } | null
}
export type Expired = Common & { status: 'expired'; requestedAt: Date; expiredAt: Date }

export type Endorsement = Requested | Confirmed | Returned | Approved | Rejected | Withdrawn | Expired
export type Status = Endorsement['status']

/** Asked for and not decided, whoever’s turn it is. */
export const openStatuses = ['requested', 'confirmed', 'returned'] as const satisfies readonly Status[]
type OpenStatus = (typeof openStatuses)[number]
export const isOpen = (status: Status): status is OpenStatus =>
  (openStatuses as readonly Status[]).includes(status)

/** Confirmed and not decided: of these alone the desk says what speaks for them and against them. */
export const undecidedStatuses = ['confirmed', 'returned'] as const satisfies readonly Status[]
type UndecidedStatus = (typeof undecidedStatuses)[number]
export const isUndecided = (status: Status): status is UndecidedStatus =>
  (undecidedStatuses as readonly Status[]).includes(status)

/** Over: after `contactRetention` the representative is forgotten. */
export const endedStatuses = ['rejected', 'withdrawn', 'expired'] as const satisfies readonly Status[]
type EndedStatus = (typeof endedStatuses)[number]
export const isEnded = (status: Status): status is EndedStatus =>
  (endedStatuses as readonly Status[]).includes(status)

export type EventKind =
  | 'requested'
  | 'link_resent'
  | 'readdressed'
  | 'revised'
  | 'confirmed'
  | 'superseded'
  | 'disowned'
  | 'approved'
  | 'rejected'
  | 'amended'
  | 'contact_amended'
  | 'contact_proposed'
  | 'contact_accepted'
  | 'contact_stopped'
  | 'contact_changed'
  | 'correction_proposed'
  | 'correction_taken_back'
  | 'correction_declined'
  | 'section_proposed'
  | 'section_stopped'
  | 'section_declined'
  | 'section_changed'
  | 'returned'
  | 'first_approved'
  | 'undone'
  | 'reopened'
  | 'corrected'
  | 'withdrawn'
  | 'restored'
  | 'name_withheld'
  | 'name_revealed'
  | 'reconfirmed'
  | 'expired'
  | 'founded'
  | 'erased'

/** What is mailed to a representative. */
export type MailKind =
  | 'confirm-endorsement'
  | 'confirm-reminder'
  | 'answer-reminder'
  | 'already-asked'
  | 'already-listed'
  | 'request-received'
  | 'amended'
  | 'changes-requested'
  | 'approved'
  | 'rejected'
  | 'reopened'
  | 'corrected'
  | 'withdrawn'
  | 'message'
  | 'fresh-link'
  | 'restored'
  | 'reconfirm'
  | 'one-hour-link'
  | 'erased'
  | 'visibility-changed'
  | 'new-contact'
  | 'contact-notice'
  | 'contact-changed'
  | 'correction-proposed'
  | 'proposal-declined'
  | 'section-proposed'
  | 'section-changed'
  | 'update'

/** What a decision comes to: the next state, and all that is owed with it in the same transaction. */
export type Transition<To extends Endorsement> = {
  readonly to: To
  readonly event: EventKind
  readonly mail: MailKind | null
  readonly record: ListChange | null
  /** The contact is erased: its owner never asked for anything. */
  readonly eraseContact?: true
  /** Refused where the contact is erased: nobody could be told. */
  readonly needsContact?: true
  /** A mail of this kind that has not gone yet is not owed any more. */
  readonly cancelMail?: MailKind
  /**
   * What follows from that mail:
   * - `too_late`: refused where it has gone, as what was said cannot be unsaid;
   * - `cancels_out`: where it had not gone, this transition's own mail is not owed either.
   */
  readonly cancelling?: 'too_late' | 'cancels_out'
}

/** Why nothing was done, whoever asked for it. */
type EitherError =
  | { reason: 'changed_meanwhile'; revision: number; status: Status }
  | { reason: 'wrong_status'; status: Status }
  /** Another request of the same address, which is proved, waits. */
  | { reason: 'already_waiting' }
  /** The representative's data is erased: nobody could be told. */
  | { reason: 'contact_erased' }
  /** Only the statement's own files may change a founding signatory. */
  | { reason: 'founding' }

/** Why nothing was done for a representative. */
export type RepresentativeError =
  | EitherError
  | { reason: 'link_unknown' }
  | { reason: 'link_expired' }
  | { reason: 'link_used'; status: Status }
  /** Of its address's domain enough requests were confirmed today. */
  | { reason: 'domain_spent' }
  /** A link to the private page does not do it: others may have one. A one-hour link does. */
  | { reason: 'one_hour_link_needed' }
  /** It signed what the text says now. */
  | { reason: 'signed_already' }
  /** Another version stands now than the one that the page showed. */
  | { reason: 'version_changed' }

/** Why nothing was done for a moderator. */
export type DeskError =
  | EitherError
  | { reason: 'endorsement_unknown' }
  | { reason: 'already_signatory' }
  /** Who gave the first approval cannot give the second. */
  | { reason: 'same_moderator' }
  /** Who withdrew it cannot alone put it back. */
  | { reason: 'own_withdrawal' }
  /** One of two moderators joined, or joined anew, too lately to count as another person. */
  | { reason: 'newcomer'; from: Date }
  /** One moderator alone may not change a published name here. */
  | { reason: 'second_needed' }
  /** Among whom a signatory stands is its own to say: without its yes no moderator changes that. */
  | { reason: 'section_is_its_own' }
  /** Suspended, or gone, since the question was asked. */
  | { reason: 'not_moderator' }
  /** The time for undoing is over. */
  | { reason: 'too_late' }
  /** Its representative withdrew it: no moderator restores it. */
  | { reason: 'withdrawn_by_representative' }
  /** A colleague has claimed it since it was shown. */
  | { reason: 'claimed' }
  /** A link has proved the address: only its owner may say that it is another. */
  | { reason: 'address_proved' }
  /** No link has proved the address: a stranger may read what is written there. */
  | { reason: 'address_unproved' }
  /** It is the address already. */
  | { reason: 'same_address' }
  /** Another person is put forward as the contact already. */
  | { reason: 'contact_change_waits' }
  /** Moderators have written to the representative often enough for a day. */
  | { reason: 'messages_spent' }
  /** The address has had its links for a day. */
  | { reason: 'links_spent' }

/** `E`: why there is none. */
export type TransitionResult<To extends Endorsement, E = RepresentativeError> = Result<Transition<To>, E>

/** Founding signatories come from the statement's own files, and have nobody to tell. */
export const isFounding = (e: Endorsement): boolean =>
  (e.status === 'approved' && e.founding) || (e.status === 'withdrawn' && e.was?.founding === true)

/** True of a signatory whose name everybody can read. */
export const isNamed = (e: Endorsement): boolean => e.status === 'approved' && !e.nameWithheld

/** What it was decided on is not what stands now. */
export const changedMeanwhile = ({ revision, status }: Pick<Endorsement, 'revision' | 'status'>) =>
  err({ reason: 'changed_meanwhile', revision, status } as const)

export const wrongStatus = ({ status }: Pick<Endorsement, 'status'>) =>
  err({ reason: 'wrong_status', status } as const)

/** What every state carries over, one revision on. Facts of the state left behind stay behind. */
export function carriedOver(e: Endorsement): Common {
  const { id, statement, version, textLanguage, revision, language, organisation, comment, nameWithheld } = e
  return {
    id,
    statement,
    version,
    textLanguage,
    revision: revision + 1,
    language,
    organisation,
    comment,
    nameWithheld,
  }
}
