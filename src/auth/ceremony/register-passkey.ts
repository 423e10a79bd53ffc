import {
  generateRegistrationOptions,
  type VerifiedRegistrationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server'
import { COSEALG, decodeAttestationObject } from '@simplewebauthn/server/helpers'
import * as z from 'zod'
import { challengePeriod } from '../../domain/durations.ts'
import { bytesOfUuid } from '../../domain/uuid.ts'
import type { Challenge } from '../../storage/challenges.ts'
import { findPasskey, findPasskeysOf, type NewPasskey } from '../../storage/passkeys.ts'
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

/** What a browser sends after it made a passkey. */
export const attestation = z.object({
  ...credential,
  response: z.object({
    clientDataJSON: base64url(8192),
    // Ours have no certificates. A larger object would only keep the decoder busy.
    attestationObject: base64url(4096),
    transports: z
      .array(z.string().regex(/^[a-z-]{1,20}$/))
      .max(10)
      .catch([]),
  }),
})
export type Attestation = z.infer<typeof attestation>

const algorithms: number[] = [COSEALG.EdDSA, COSEALG.ES256, COSEALG.RS256]

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
    userID: bytesOfUuid(id),
    userName: name,
    userDisplayName: name,
    excludeCredentials: descriptorsOf(await findPasskeysOf(deps.db, id)),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    attestationType: 'none',
    supportedAlgorithmIDs: algorithms,
    timeout: challengePeriod,
  })
}

/** A new passkey, and the challenge that it answers. */
type CheckedAttestation = { passkey: NewPasskey; challenge: Challenge }

/** Checks a new passkey. Null for whatever is wrong with it, also when it is known already. */
export async function checkAttestation(
  deps: CeremonyDeps,
  purpose: Purpose,
  moderatorId: string,
  answer: Attestation,
): Promise<CheckedAttestation | null> {
  const reader = challengeReader(deps, purpose)
  const { registrationInfo } = await orRefuse(verify())
  const challenge = reader.challenge()
  if (!registrationInfo || !challenge) return null
  const { id, publicKey, counter } = registrationInfo.credential
  if (id !== answer.id || (await findPasskey(deps.db, id))) return null
  const { transports } = answer.response
  const backedUp = registrationInfo.credentialBackedUp
  return { passkey: { id, moderatorId, publicKey, counter, transports, backedUp }, challenge }

  async function verify(): Promise<Partial<VerifiedRegistrationResponse>> {
    if (hasCertificates(answer)) return {}
    return verifyRegistrationResponse({
      response: { ...answer, clientExtensionResults: {} },
      expectedChallenge: reader.expected,
      expectedOrigin: deps.config.publicUrl,
      expectedRPID: rpIdOf(deps.config),
      requireUserVerification: true,
      supportedAlgorithmIDs: algorithms,
    })
  }
}

/** We asked for no certificates. Those that come anyway would name addresses to fetch revocation lists from. */
function hasCertificates({ response }: Attestation): boolean {
  const object = decodeAttestationObject(new Uint8Array(Buffer.from(response.attestationObject, 'base64url')))
  const format = object.get('fmt')
  return format !== 'none' && (format !== 'packed' || Boolean(object.get('attStmt').get('x5c')))
}
