import { timingSafeEqual } from 'node:crypto'
import type { Sealing } from './sealing.ts'
import { isTokenLike } from './tokens.ts'

// The address by which one kind of mail is turned off. Nothing of it is stored: it is the recipient's id with an HMAC
// of kind and id, so that it works as long as its key does, and nobody can make one for another.

/** What can be turned off: that requests wait, and the week's digest, of a moderator; news, of who asked for it. */
const unsubscribeKinds = ['waiting', 'digest', 'updates'] as const
export type UnsubscribeKind = (typeof unsubscribeKinds)[number]

/** `id`: a moderator's; of news the subscription's, which ends with its contact person. */
export type Unsubscribe = { kind: UnsubscribeKind; id: string }

type Fingerprints = Pick<Sealing, 'fingerprint'>

/** 16 bytes of id ‖ 16 of HMAC-SHA-256, in base64url: it has a token's form. */
export const makeUnsubscribeToken = (sealing: Fingerprints, of: Unsubscribe): string =>
  Buffer.concat([bytesOf(of.id), ...macsOf(sealing, of).slice(0, 1)]).toString('base64url')

/** Null for what we did not make. */
export function openUnsubscribeToken(sealing: Fingerprints, token: string): Unsubscribe | null {
  if (!isTokenLike(token)) return null
  const bytes = Buffer.from(token, 'base64url')
  const hex = bytes.subarray(0, 16).toString('hex')
  const id = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
  const kind = unsubscribeKinds.find(one =>
    macsOf(sealing, { kind: one, id }).some(mac => timingSafeEqual(mac, bytes.subarray(16))),
  )
  return kind ? { kind, id } : null
}

const bytesOf = (id: string) => Buffer.from(id.replaceAll('-', ''), 'hex')
const macsOf = (sealing: Fingerprints, { kind, id }: Unsubscribe) =>
  sealing.fingerprint(`unsubscribe:${kind}:${id}`).map(mac => mac.subarray(0, 16))
