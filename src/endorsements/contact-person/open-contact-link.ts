import type { Deps } from '../../deps.ts'
import { allows } from '../../domain/actions.ts'
import { asTold } from '../../domain/as-told.ts'
import { isObjectionOpen } from '../../domain/contact-change.ts'
import type { Endorsement } from '../../domain/endorsement.ts'
import { type ContactChange, findContactChange } from '../../storage/contact-changes.ts'
import { findContact } from '../../storage/contacts.ts'
import { findEndorsement } from '../../storage/endorsements.ts'
import { findTokenFor, type Token } from '../../storage/tokens.ts'

const purposes = ['contact', 'new-contact', 'contact-objection'] as const
type ContactLinkPurpose = (typeof purposes)[number]

/** What a link about the contact person is for, and whether it still does it. */
export type ContactView = {
  purpose: ContactLinkPurpose
  /** As its representative may know it. */
  endorsement: Endorsement
  /** The open change, where there is one. */
  change: ContactChange | null
  /** `done`: by this very link; `over`: there is nothing left for it to do. */
  state: 'open' | 'done' | 'over' | 'expired'
  /** The time for stopping the change is over, and something else is in its way. */
  isBlocked: boolean
}

const isOurs = (purpose: Token['purpose']): purpose is ContactLinkPurpose =>
  (purposes as readonly Token['purpose'][]).includes(purpose)

/** Looks such a link up and changes nothing; null for a token that is none. */
export async function openContactLink(
  { db, sealing, now }: Pick<Deps, 'db' | 'sealing' | 'now'>,
  token: string,
): Promise<ContactView | null> {
  const link = await findTokenFor(db, purposes, token)
  const present = link && (await findEndorsement(db, link.endorsementId))
  if (!present || !isOurs(link.purpose)) return null
  const { purpose } = link
  const endorsement = asTold(present, now())
  const change = await findContactChange(db, sealing, present.id)
  const contact = await findContact(db, sealing, present.id)
  // Last: a link that was ended between these reads shows nobody who was named after it.
  if (!(await findTokenFor(db, [purpose], token))) return null
  const isBlocked = change !== null && !isObjectionOpen(change, now())
  const view = { purpose, endorsement, change, isBlocked }
  if (link.usedAt) return { ...view, state: isDone(view, link) ? 'done' : 'over' }
  // It stops the change for as long as that is not made.
  const isLasting = purpose === 'contact-objection'
  if (!isLasting && now() >= link.expiresAt) return { ...view, state: 'expired' }
  const isPossible = allows('changeContact', endorsement) && contact !== null
  const isOpen = isPossible && (purpose === 'contact' || change !== null)
  return { ...view, state: isOpen ? 'open' : 'over' }
}

/** A name that was put forward and taken back, or replaced, is not what the page should say it did. */
const isDone = ({ purpose, change }: Pick<ContactView, 'purpose' | 'change'>, { usedAt }: Token): boolean =>
  purpose !== 'contact' || change?.proposedAt.getTime() === usedAt?.getTime()
