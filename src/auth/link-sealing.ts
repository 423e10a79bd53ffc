import { createHash, hkdfSync } from 'node:crypto'
import { uuidOfHash } from '../domain/uuid.ts'
import { createSealing, type Sealing } from '../storage/sealing.ts'

/**
 * Seals what an invitation says of a person under a key made of its link: HKDF-SHA-256 (RFC 5869) of the token's
 * 32 bytes. Whoever has the link opens it. The database, which has only the token's SHA-256, cannot; and whoever
 * invites needs no key of the product.
 */
export function sealingOfLink(token: string, random: (length: number) => Uint8Array): Sealing {
  const bytes = Buffer.from(token, 'base64url')
  if (bytes.length !== 32) throw new Error('a key of a link that is none')
  const key = new Uint8Array(hkdfSync('sha256', bytes, new Uint8Array(), 'countersign invitation', 32))
  return createSealing([key], random)
}

/** What is authenticated with the envelope: it opens in its own invitation only. */
export const invitationContext = (hash: Uint8Array): string =>
  `invitation:${Buffer.from(hash).toString('hex')}`

/**
 * The id of whoever joins by this invitation: the same when a passkey is asked for and when it is checked, as the
 * device keeps it. A UUID of version 8 (RFC 9562, 5.8) from the hash's SHA-256: the hash itself is shown nowhere.
 */
export function idOfInvited(hash: Uint8Array): string {
  const digest = createHash('sha256').update('countersign moderator').update(hash).digest()
  return uuidOfHash(digest, 8)
}
