import type { Deps } from '../../deps.ts'
import type { Endorsement } from '../../domain/endorsement.ts'
import type { LogKind } from '../../domain/log-kind.ts'
import { isToldToAsker } from '../../domain/mail-outcome.ts'
import { err, ok, type Result } from '../../domain/result.ts'
import type { SignerKind } from '../../domain/statement.ts'
import { type ContactChange, findContactChange } from '../../storage/contact-changes.ts'
import { type Contact, findContact } from '../../storage/contacts.ts'
import { findDeliveryToNewContact } from '../../storage/deliveries.ts'
import { findStandingSince } from '../../storage/details.ts'
import { findProposal, type Proposal } from '../../storage/proposals.ts'
import { findLastRemark } from '../../storage/remarks.ts'
import { findSectionProposal, type SectionProposal } from '../../storage/section-proposals.ts'
import { textOf, wasNeverPublic } from '../../storage/statements.ts'
import { findToken } from '../../storage/tokens.ts'
import { findUnreachable } from '../../storage/unreachable.ts'
import { findSubscribedSince } from '../../storage/update-subscriptions.ts'
import { signersFor } from '../may-sign-as.ts'
import { openPrivateLink, type PrivateLinkError } from '../private-link.ts'
import { findNewerText, type NewerText } from '../reconfirm/find-newer-text.ts'
import { loadOwnHistory, type OwnHistory } from './own-history.ts'
import type { SignedText } from './signed-text.tsx'

export type PrivateView = {
  endorsement: Endorsement
  contact: Contact
  /** The moderator's question or reason, where the state has one. */
  moderatorText: string | null
  /**
   * The revision since which this stands, which the form names. What the representative may not know never raises it.
   */
  since: number
  signed: SignedText
  /** Nobody can read that text any more: it was one of a private round. */
  isTextGone: boolean
  /** Whether the version can be signed in the language in which they asked. */
  hasOwnText: boolean
  /** What it may sign anew; null where it signed what the text says now. */
  newer: NewerText | null
  history: OwnHistory
  /** Who is to take the representative's place, until they say yes. */
  change: ContactChange | null
  /** The mail did not arrive at the address of whom the representative named. */
  isNewContactUnreached: boolean
  /** What is proposed for the entry, until a moderator decides. */
  proposal: Proposal | null
  /** The section that a moderator proposes, until it is answered. */
  section: SectionProposal | null
  /** Mail does not arrive at the address on file. */
  isUnreached: boolean
  /** Since when they have asked for news of the statement; null: they have not. */
  updatesSince: Date | null
  /** As whom it may sign. */
  signers: SignerKind[]
}

/** The decision whose text explains a state. */
const explainedBy: { [status in Endorsement['status']]?: LogKind } = {
  returned: 'return',
  rejected: 'reject',
  withdrawn: 'withdraw',
}

/** All that the private page shows. Whose contact has been erased in this moment is unknown. */
export async function viewPrivately(
  { db, sealing, now }: Pick<Deps, 'db' | 'sealing' | 'now'>,
  token: string,
): Promise<Result<PrivateView, PrivateLinkError>> {
  const opened = await openPrivateLink(db, now(), token)
  if (!opened.ok) return opened
  const { endorsement } = opened.value
  const { id, statement, version, language, status, revision } = endorsement
  const contact = await findContact(db, sealing, id)
  if (!contact) return err({ reason: 'link_unknown' })
  const isOwn = endorsement.status === 'withdrawn' && endorsement.byRepresentative
  const kind = isOwn ? undefined : explainedBy[status]
  const moderatorText = kind ? await findLastRemark(db, sealing, id, kind) : null
  const since = (await findStandingSince(db, endorsement)) ?? revision
  const signed = await textOf(db, statement, version, endorsement.textLanguage ?? language)
  const isTextGone = await wasNeverPublic(db, statement, version)
  const hasOwnText = (await textOf(db, statement, version, language)).language === language
  const newer = await findNewerText(db, endorsement)
  const history = await loadOwnHistory(db, sealing, id, now())
  const change = await findContactChange(db, sealing, id)
  const isNewContactUnreached =
    change?.proposedBy === null && isToldToAsker(await findDeliveryToNewContact(db, id))
  const proposal = await findProposal(db, id)
  const section = await findSectionProposal(db, id)
  const updatesSince = await findSubscribedSince(db, id)
  const signers = await signersFor(db, endorsement)
  const isUnreached = (await findUnreachable(db, id)) !== null
  // Last: where another contact took over between these reads, they are nothing for the old one.
  if (!(await findToken(db, 'private', token))) return err({ reason: 'link_unknown' })
  return ok({
    endorsement,
    contact,
    moderatorText,
    since,
    signed,
    isTextGone,
    hasOwnText,
    newer,
    history,
    change,
    isNewContactUnreached,
    proposal,
    section,
    isUnreached,
    updatesSince,
    signers,
  })
}
