import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type VerifiedRegistrationResponse,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server'
import { COSEALG, decodeAttestationObject } from '@simplewebauthn/server/helpers'
import * as z from 'zod'
import type { Deps } from '../deps.ts'
import { type Challenge, spendChallenge } from '../storage/challenges.ts'
import type { Transaction } from '../storage/client.ts'
import { findPasskey, findPasskeysOf, type NewPasskey, noteUse, type Passkey } from '../storage/passkeys.ts'
import { challengePeriod, makeChallenge, type Purpose, readChallenge } from './challenge.ts'

// Web Authentication Level 3, https://www.w3.org/TR/webauthn-3/: the two ceremonies, as we ask for them and
// check them. The person is always verified by their device; the credential is always discoverable.

export type CeremonyDeps = Pick<Deps, 'config' | 'db' | 'now' | 'random'>

const base64url = (most: number) =>
  z
    .string()
    .max(most)
    .regex(/^[A-Za-z0-9_-]+$/)
const credentialId = base64url(1400)
const credential = { id: credentialId, rawId: credentialId, type: z.literal('public-key') }

/** What a browser sends after it made a passkey. */
export const attestation = z.object({
  ...credential,
  response: z.object({
    clientDataJSON: base64url(8192),
    // Ours have no certificates; of a larger one the decoder would make a long work.
    attestationObject: base64url(4096),
    transports: z
      .array(z.string().regex(/^[a-z-]{1,20}$/))
      .max(10)
      .catch([]),
  }),
})

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

const algorithms: number[] = [COSEALG.EdDSA, COSEALG.ES256, COSEALG.RS256]
const rpIdOf = ({ publicUrl }: Deps['config']) => new URL(publicUrl).hostname
const userIdOf = (moderatorId: string) => new Uint8Array(Buffer.from(moderatorId.replaceAll('-', ''), 'hex'))
const described = (passkeys: Passkey[]) => passkeys.map(({ id, transports }) => ({ id, transports }))

/** What a browser needs to show a passkey: any that it has for us, or one of `passkeys`. */
export const assertionOptions = (deps: CeremonyDeps, purpose: Purpose, passkeys: Passkey[] = []) =>
  generateAuthenticationOptions({
    rpID: rpIdOf(deps.config),
    challenge: makeChallenge(deps, purpose),
    allowCredentials: described(passkeys),
    userVerification: 'required',
    timeout: challengePeriod,
  })

/** What a browser needs to make one more passkey for a person. */
export async function attestationOptions(
  deps: CeremonyDeps,
  purpose: Purpose,
  { id, name, siteName }: { id: string; name: string; siteName: string },
) {
  return generateRegistrationOptions({
    rpName: siteName,
    rpID: rpIdOf(deps.config),
    challenge: makeChallenge(deps, purpose),
    userID: userIdOf(id),
    userName: name,
    userDisplayName: name,
    excludeCredentials: described(await findPasskeysOf(deps.db, id)),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    attestationType: 'none',
    supportedAlgorithmIDs: algorithms,
    timeout: challengePeriod,
  })
}

/** A passkey was shown as it should be. It counts once {@link acceptShown} says so. */
export type Shown = { passkey: Passkey; counter: number; backedUp: boolean; challenge: Challenge }

/** Checks a shown passkey. Null for whatever is wrong with it: nobody is told what. */
export async function checkShown(
  deps: CeremonyDeps,
  purpose: Purpose,
  shown: z.infer<typeof assertion>,
): Promise<Shown | null> {
  const passkey = await findPasskey(deps.db, shown.id)
  if (!passkey) return null
  const { userHandle, ...response } = shown.response
  const owner = Buffer.from(userIdOf(passkey.moderatorId)).toString('base64url')
  // A device may leave it out where it was told which passkey to show, and nowhere else.
  if (userHandle === undefined ? purpose === 'sign-in' : userHandle !== owner) return null
  const read = challengeReader(deps, purpose)
  const { verified, authenticationInfo } = await orRefuse(
    verifyAuthenticationResponse({
      response: { ...shown, response, clientExtensionResults: {} },
      expectedChallenge: read.expected,
      expectedOrigin: deps.config.publicUrl,
      expectedRPID: rpIdOf(deps.config),
      credential: { id: passkey.id, publicKey: new Uint8Array(passkey.publicKey), counter: passkey.counter },
      requireUserVerification: true,
    }),
  )
  const challenge = read.challenge()
  if (!verified || !authenticationInfo || !challenge) return null
  const { newCounter: counter, credentialBackedUp: backedUp } = authenticationInfo
  return { passkey, counter, backedUp, challenge }
}

/** Takes a shown passkey, once, from an active moderator. False otherwise: do nothing then. */
export const acceptShown = async (tx: Transaction, shown: Shown, now: Date): Promise<boolean> =>
  (await spendChallenge(tx, shown.challenge)) && (await noteUse(tx, shown.passkey.id, shown, now))

export type Made = { passkey: NewPasskey; challenge: Challenge }

/** Checks a new passkey. Null for whatever is wrong with it, also when it is known already. */
export async function checkMade(
  deps: CeremonyDeps,
  purpose: Purpose,
  moderatorId: string,
  made: z.infer<typeof attestation>,
): Promise<Made | null> {
  const read = challengeReader(deps, purpose)
  const { registrationInfo } = await orRefuse(verifyMade())
  const challenge = read.challenge()
  if (!registrationInfo || !challenge) return null
  const { id, publicKey, counter } = registrationInfo.credential
  if (id !== made.id || (await findPasskey(deps.db, id))) return null
  const { transports } = made.response
  const backedUp = registrationInfo.credentialBackedUp
  return { passkey: { id, moderatorId, publicKey, counter, transports, backedUp }, challenge }

  async function verifyMade(): Promise<Partial<VerifiedRegistrationResponse>> {
    // We asked for none. Certificates that come anyway would name addresses to fetch revocation lists from.
    const object = decodeAttestationObject(
      new Uint8Array(Buffer.from(made.response.attestationObject, 'base64url')),
    )
    const format = object.get('fmt')
    if (format !== 'none' && (format !== 'packed' || object.get('attStmt').get('x5c'))) return {}
    return verifyRegistrationResponse({
      response: { ...made, clientExtensionResults: {} },
      expectedChallenge: read.expected,
      expectedOrigin: deps.config.publicUrl,
      expectedRPID: rpIdOf(deps.config),
      requireUserVerification: true,
      supportedAlgorithmIDs: algorithms,
    })
  }
}

/** Takes the challenge from what was signed, where the library has found it. */
function challengeReader(deps: CeremonyDeps, purpose: Purpose) {
  let read: Challenge | null = null
  const expected = (text: string) => {
    read = readChallenge(deps, purpose, text)
    return read !== null
  }
  return { expected, challenge: (): Challenge | null => read }
}

/** The library throws what it refuses; its words are for no one. */
const orRefuse = <T>(answer: Promise<T>): Promise<T | { [K in keyof T]?: undefined }> =>
  answer.catch(() => ({}))
