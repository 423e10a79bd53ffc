import type { Deps } from '../../deps.ts'
import { asTold } from '../../domain/as-told.ts'
import type { Endorsement } from '../../domain/endorsement.ts'
import { findContact } from '../../storage/contacts.ts'
import { findEndorsement } from '../../storage/endorsements.ts'
import { findTokenFor } from '../../storage/tokens.ts'
import { isLinkPurpose, type LinkPurpose, linkPurposes, oneHourActions } from './one-hour-actions.ts'

/** What a one-hour link is for, and whether it still does it. */
export type OneHourView = {
  purpose: LinkPurpose
  /** As its representative may know it. */
  endorsement: Endorsement
  /** `done`: by this very link; `over`: there is nothing left for it to do. */
  state: 'open' | 'done' | 'over' | 'expired'
}

/** Looks a one-hour link up and changes nothing; null for a token that is none. */
export async function openOneHourLink(
  { db, sealing, now }: Pick<Deps, 'db' | 'sealing' | 'now'>,
  token: string,
): Promise<OneHourView | null> {
  const link = await findTokenFor(db, linkPurposes, token)
  const present = link && (await findEndorsement(db, link.endorsementId))
  if (!present || !isLinkPurpose(link.purpose)) return null
  const { purpose } = link
  const endorsement = asTold(present, now())
  if (link.usedAt) {
    return { purpose, endorsement, state: oneHourActions[purpose].isDone(endorsement) ? 'done' : 'over' }
  }
  if (now() >= link.expiresAt) return { purpose, endorsement, state: 'expired' }
  const isOpen =
    oneHourActions[purpose].isPossible(endorsement) && (await findContact(db, sealing, present.id))
  return { purpose, endorsement, state: isOpen ? 'open' : 'over' }
}
