import type { Deps } from '../deps.ts'
import type { Endorsement } from '../domain/endorsement.ts'
import type { LogKind } from '../domain/moderation.ts'
import { err, ok, type Result } from '../domain/result.ts'
import type { Reader, Transaction } from '../storage/client.ts'
import { type Contact, findContact } from '../storage/contacts.ts'
import { findStandingSince } from '../storage/details.ts'
import { findEndorsement, lockEndorsement } from '../storage/endorsements.ts'
import { findLastRemark } from '../storage/remarks.ts'
import { findToken, type Token } from '../storage/tokens.ts'
import { toldOf } from '../domain/as-told.ts'

/** What a link to the private page opens. */
export type PrivateLink = {
  link: Token
  /** As it stands. */
  endorsement: Endorsement
  /** As its representative may know it. */
  told: Endorsement
}

export type PrivateLinkError = { reason: 'link_unknown' } | { reason: 'link_expired'; statement: string }

/** Looks a private link up and changes nothing. */
export async function openPrivateLink(
  reader: Reader,
  now: Date,
  token: string,
): Promise<Result<PrivateLink, PrivateLinkError>> {
  const link = await findToken(reader, 'private', token)
  return opened(link, link && (await findEndorsement(reader, link.endorsementId)), now)
}

/** The same, with the endorsement locked: who comes by the link at the same moment waits. */
export async function lockPrivateLink(
  tx: Transaction,
  now: Date,
  token: string,
): Promise<Result<PrivateLink, PrivateLinkError>> {
  const link = await findToken(tx, 'private', token)
  return opened(link, link && (await lockEndorsement(tx, link.endorsementId)), now)
}

function opened(
  link: Token | null,
  endorsement: Endorsement | null,
  now: Date,
): Result<PrivateLink, PrivateLinkError> {
  if (!link || !endorsement) return err({ reason: 'link_unknown' })
  if (now >= link.expiresAt) return err({ reason: 'link_expired', statement: endorsement.statement })
  return ok({ link, endorsement, told: toldOf(endorsement, now) })
}

export type PrivateView = PrivateLink & {
  contact: Contact
  /** The moderator's question or reason, where the state that is told has one. */
  words: string | null
  /** The revision since which this stands: the form names it, and nothing that is not told raises it. */
  since: number
}

const wordsBehind: { [status in Endorsement['status']]?: LogKind } = {
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
  const { told } = opened.value
  const contact = await findContact(db, sealing, told.id)
  if (!contact) return err({ reason: 'link_unknown' })
  const kind = wordsBehind[told.status]
  const words = kind ? await findLastRemark(db, sealing, told.id, kind) : null
  const since = (await findStandingSince(db, told)) ?? told.revision
  return ok({ ...opened.value, contact, words, since })
}
