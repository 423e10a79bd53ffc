import { createHash, createHmac, hkdfSync, timingSafeEqual } from 'node:crypto'
import type { Deps } from '../../deps.ts'
import { challengePeriod } from '../../domain/durations.ts'
import type { Challenge } from '../../storage/challenges.ts'

/**
 * What a challenge is for, so that an answer given for one thing does nothing else: signing in, making a
 * passkey by an invitation or one's own session, showing it again in a session.
 */
export type Purpose = 'sign-in' | `register:${string}` | `verify:${string}`

const nonceLength = 16
const headLength = nonceLength + 8

type ChallengeDeps = Pick<Deps, 'config' | 'now'>

/**
 * Makes a challenge that says itself what it is: 16 random bytes ‖ 8 bytes of expiry, milliseconds,
 * big-endian ‖ HMAC-SHA-256 of both and the purpose. Nothing is stored, as anybody may ask for one.
 */
export function makeChallenge(
  { config, now, random }: ChallengeDeps & Pick<Deps, 'random'>,
  purpose: Purpose,
): Uint8Array<ArrayBuffer> {
  const head = Buffer.alloc(headLength)
  head.set(random(nonceLength))
  head.writeBigUInt64BE(BigInt(now().getTime() + challengePeriod), nonceLength)
  return new Uint8Array(Buffer.concat([head, sign(config.sessionSecret, head, purpose)]))
}

/** A challenge of ours as a browser sends it back, in base64url. Null if it is not ours, not for this, or too old. */
export function readChallenge(
  { config, now }: ChallengeDeps,
  purpose: Purpose,
  text: string,
): Challenge | null {
  const bytes = Buffer.from(text, 'base64url')
  const head = bytes.subarray(0, headLength)
  const signature = bytes.subarray(headLength)
  if (head.length !== headLength || bytes.toString('base64url') !== text) return null
  const expected = sign(config.sessionSecret, head, purpose)
  if (signature.length !== expected.length || !timingSafeEqual(signature, expected)) return null
  const expiresAt = new Date(Number(head.readBigUInt64BE(nonceLength)))
  if (now() >= expiresAt) return null
  return { hash: new Uint8Array(createHash('sha256').update(bytes).digest()), expiresAt }
}

function sign(secret: Uint8Array, head: Uint8Array, purpose: Purpose): Buffer {
  const key = new Uint8Array(hkdfSync('sha256', secret, new Uint8Array(), 'countersign challenge', 32))
  return createHmac('sha256', key).update(head).update(purpose).digest()
}
