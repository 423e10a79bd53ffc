import { asTold } from '../domain/as-told.ts'
import type { Endorsement } from '../domain/endorsement.ts'
import { err, ok, type Result } from '../domain/result.ts'
import type { Reader, Transaction } from '../storage/client.ts'
import { findEndorsement } from '../storage/endorsements.ts'
import { lockLink } from '../storage/lock-link.ts'
import { findToken, type Token } from '../storage/tokens.ts'

/** What a link to the private page opens. */
type PrivateLink = {
  /** As its representative may know it. */
  endorsement: Endorsement
  /** As it stands. */
  present: Endorsement
}

export type PrivateLinkError = { reason: 'link_unknown' } | { reason: 'link_expired'; statement: string }

/** Looks a private link up and changes nothing. */
export async function openPrivateLink(
  reader: Reader,
  now: Date,
  token: string,
): Promise<Result<PrivateLink, PrivateLinkError>> {
  const link = await findToken(reader, 'private', token)
  return open(link, link && (await findEndorsement(reader, link.endorsementId)), now)
}

/** The same, with the endorsement locked: who comes by the link at the same moment waits. */
export async function lockPrivateLink(
  tx: Transaction,
  now: Date,
  token: string,
): Promise<Result<PrivateLink, PrivateLinkError>> {
  // Another contact may have taken over meanwhile, and every link of the old one ended.
  const locked = await lockLink(tx, 'private', token)
  return open(locked?.link ?? null, locked?.endorsement ?? null, now)
}

function open(
  link: Token | null,
  present: Endorsement | null,
  now: Date,
): Result<PrivateLink, PrivateLinkError> {
  if (!link || !present) return err({ reason: 'link_unknown' })
  if (now >= link.expiresAt) return err({ reason: 'link_expired', statement: present.statement })
  return ok({ endorsement: asTold(present, now), present })
}
