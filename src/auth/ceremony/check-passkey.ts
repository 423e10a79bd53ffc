import { generateAuthenticationOptions, verifyAuthenticationResponse } from '@simplewebauthn/server'
import * as z from 'zod'
import { challengePeriod } from '../../domain/durations.ts'
import { bytesOfUuid } from '../../domain/uuid.ts'
import { type Challenge, spendChallenge } from '../../storage/challenges.ts'
import type { Transaction } from '../../storage/client.ts'
import { findPasskey, noteUse, type Passkey } from '../../storage/passkeys.ts'
import { makeChallenge, type Purpose } from './challenge.ts'
import {
  base64url,
  type CeremonyDeps,
  challengeReader,
  credential,
  descriptorsOf,
  orRefuse,
  rpIdOf,
} from './relying-party.ts'

/** What a browser sends after a passkey was shown. */
export const assertion = z.object({
  ...credential,
  response: z.object({
    clientDataJSON: base64url(8192),
    authenticatorData: base64url(8192),
    signature: base64url(8192),
    userHandle: base64url(128).optional(),
  }),
})
export type Assertion = z.infer<typeof assertion>

/** What a browser needs to show a passkey: any that it has for us, or one of `passkeys`. */
export const assertionOptions = (deps: CeremonyDeps, purpose: Purpose, passkeys: Passkey[] = []) =>
  generateAuthenticationOptions({
    rpID: rpIdOf(deps.config),
    challenge: makeChallenge(deps, purpose),
    allowCredentials: descriptorsOf(passkeys),
    userVerification: 'required',
    timeout: challengePeriod,
  })

/** A passkey that was shown as it should be. It counts once {@link acceptPasskey} says so. */
type CheckedPasskey = { passkey: Passkey; counter: number; backedUp: boolean; challenge: Challenge }

/** Checks a shown passkey. Null for whatever is wrong with it: nobody is told what. */
export async function checkAssertion(
  deps: CeremonyDeps,
  purpose: Purpose,
  answer: Assertion,
): Promise<CheckedPasskey | null> {
  const passkey = await findPasskey(deps.db, answer.id)
  if (!passkey) return null
  const { userHandle, ...response } = answer.response
  const owner = Buffer.from(bytesOfUuid(passkey.moderatorId)).toString('base64url')
  // A device may leave the handle out only where it was told which passkey to show.
  if (userHandle === undefined ? purpose === 'sign-in' : userHandle !== owner) return null
  const reader = challengeReader(deps, purpose)
  const { verified, authenticationInfo } = await orRefuse(
    verifyAuthenticationResponse({
      response: { ...answer, response, clientExtensionResults: {} },
      expectedChallenge: reader.expected,
      expectedOrigin: deps.config.publicUrl,
      expectedRPID: rpIdOf(deps.config),
      credential: { id: passkey.id, publicKey: new Uint8Array(passkey.publicKey), counter: passkey.counter },
      requireUserVerification: true,
    }),
  )
  const challenge = reader.challenge()
  if (!verified || !authenticationInfo || !challenge) return null
  const { newCounter: counter, credentialBackedUp: backedUp } = authenticationInfo
  return { passkey, counter, backedUp, challenge }
}

/** Takes a checked passkey, once, from an active moderator. False otherwise: do nothing then. */
export const acceptPasskey = async (tx: Transaction, checked: CheckedPasskey, now: Date): Promise<boolean> =>
  (await spendChallenge(tx, checked.challenge)) && (await noteUse(tx, checked.passkey.id, checked, now))
