import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto'
import type {
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/server'

// A passkey's device and its browser in one, in software, as Web Authentication Level 3 has them: it makes ES256
// credentials, gives no attestation, and does wrong what it is told to.

export type Knobs = {
  /** The page that asks, as the browser writes it down. */
  origin?: string
  rpId?: string
  userVerified?: boolean
  /** What the credential's counter says; by default it counts. */
  counter?: number
  challenge?: string
  userHandle?: string | undefined
}

export type Authenticator = {
  /** Makes a credential and keeps it. */
  make: (options: PublicKeyCredentialCreationOptionsJSON, knobs?: Knobs) => Made
  /** Signs with the newest of its credentials that the options allow. */
  show: (options: PublicKeyCredentialRequestOptionsJSON, knobs?: Knobs) => Shown
}
type Credential = { id: string; key: KeyObject; userHandle: string; counter: number }
export type Made = ReturnType<typeof answer<{ attestationObject: string; transports: string[] }>>
export type Shown = ReturnType<
  typeof answer<{ authenticatorData: string; signature: string; userHandle: string | undefined }>
>

const userPresent = 0x01
const userVerified = 0x04
const attestedData = 0x40

/** A device at the disposal of somebody who looks at `origin`. */
export function createAuthenticator(origin: string): Authenticator {
  const credentials: Credential[] = []
  return {
    make({ challenge, rp, user }, knobs = {}) {
      const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
      const id = randomBytes(16)
      const credential = { id: id.toString('base64url'), key: privateKey, userHandle: user.id, counter: 0 }
      credentials.push(credential)
      const { x = '', y = '' } = publicKey.export({ format: 'jwk' })
      // COSE_Key, RFC 9053: kty 2 (EC2), alg -7 (ES256), crv 1 (P-256), x, y.
      const cose = [hex('a5010203262001215820'), base64url(x), hex('225820'), base64url(y)]
      const length = Buffer.from([id.length >> 8, id.length & 0xff])
      const data = Buffer.concat([
        head(knobs.rpId ?? rp.id ?? '', knobs, attestedData, knobs.counter ?? 0),
        Buffer.alloc(16),
        length,
        id,
        ...cose,
      ])
      const object = Buffer.concat([
        hex('a3'),
        text('fmt'),
        text('none'),
        text('attStmt'),
        hex('a0'),
        text('authData'),
        Buffer.from([0x59, data.length >> 8, data.length & 0xff]),
        data,
      ])
      return answer(credential.id, clientData('webauthn.create', challenge, origin, knobs), {
        attestationObject: object.toString('base64url'),
        transports: ['internal', 'hybrid'],
      })
    },

    show({ challenge, rpId = '', allowCredentials = [] }, knobs = {}) {
      const allowed = allowCredentials.map(({ id }) => id)
      const credential = credentials.findLast(({ id }) => allowed.length === 0 || allowed.includes(id))
      if (!credential) throw new Error('the device has no such passkey')
      credential.counter += 1
      const data = head(knobs.rpId ?? rpId, knobs, 0, knobs.counter ?? credential.counter)
      const client = clientData('webauthn.get', challenge, origin, knobs)
      const signed = Buffer.concat([data, createHash('sha256').update(client).digest()])
      return answer(credential.id, client, {
        authenticatorData: data.toString('base64url'),
        signature: sign('sha256', signed, credential.key).toString('base64url'),
        userHandle: 'userHandle' in knobs ? knobs.userHandle : credential.userHandle,
      })
    },
  }
}

const answer = <T extends object>(id: string, client: Buffer, more: T) => ({
  id,
  rawId: id,
  type: 'public-key' as const,
  clientExtensionResults: {},
  response: { clientDataJSON: client.toString('base64url'), ...more },
})

const clientData = (type: string, challenge: string, origin: string, knobs: Knobs) =>
  Buffer.from(
    JSON.stringify({
      type,
      challenge: knobs.challenge ?? challenge,
      origin: knobs.origin ?? origin,
      crossOrigin: false,
    }),
  )

/** What begins authenticator data: the RP id's hash, flags, the counter. */
function head(rpId: string, knobs: Knobs, flags: number, counter: number): Buffer {
  const verified = knobs.userVerified === false ? 0 : userVerified
  const rest = Buffer.alloc(5)
  rest.writeUInt8(userPresent | verified | flags)
  rest.writeUInt32BE(counter, 1)
  return Buffer.concat([createHash('sha256').update(rpId).digest(), rest])
}

const hex = (bytes: string) => Buffer.from(bytes, 'hex')
const base64url = (bytes: string) => Buffer.from(bytes, 'base64url')
/** CBOR, RFC 8949: a text of up to 23 bytes. */
const text = (word: string) => Buffer.concat([Buffer.from([0x60 + word.length]), Buffer.from(word)])
