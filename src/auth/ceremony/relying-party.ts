import * as z from 'zod'
import type { Deps } from '../../deps.ts'
import type { Challenge } from '../../storage/challenges.ts'
import type { Passkey } from '../../storage/passkeys.ts'
import { type Purpose, readChallenge } from './challenge.ts'

// Web Authentication Level 3, https://www.w3.org/TR/webauthn-3/: what making a passkey and showing it have in common.
// The device always verifies the person, and the credential is always discoverable.

export type CeremonyDeps = Pick<Deps, 'config' | 'db' | 'now' | 'random'>

/** One refusal for an unknown passkey, a bad signature and a suspended moderator. */
export type CeremonyError = { reason: 'refused' }

export const base64url = (most: number) =>
  z
    .string()
    .max(most)
    .regex(/^[A-Za-z0-9_-]+$/)
const credentialId = base64url(1400)
export const credential = { id: credentialId, rawId: credentialId, type: z.literal('public-key') }

export const rpIdOf = ({ publicUrl }: Deps['config']) => new URL(publicUrl).hostname
export const descriptorsOf = (passkeys: Passkey[]) =>
  passkeys.map(({ id, transports }) => ({ id, transports }))

/** Takes the challenge from what was signed: the library decodes that and hands the challenge to `expected`. */
export function challengeReader(deps: CeremonyDeps, purpose: Purpose) {
  let challenge: Challenge | null = null
  const expected = (text: string) => {
    challenge = readChallenge(deps, purpose, text)
    return challenge !== null
  }
  return { expected, challenge: (): Challenge | null => challenge }
}

/** The library throws what it refuses; its message is for no one. */
export const orRefuse = <T>(answer: Promise<T>): Promise<T | { [K in keyof T]?: undefined }> =>
  answer.catch(() => ({}))
