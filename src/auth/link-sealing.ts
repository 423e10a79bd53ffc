import { createHash, hkdfSync } from 'node:crypto'
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
  const bytes = createHash('sha256').update('countersign moderator').update(hash).digest().subarray(0, 16)
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = bytes.toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}
