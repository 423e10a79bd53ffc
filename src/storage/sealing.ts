import { createHash, createHmac, hkdfSync, type webcrypto } from 'node:crypto'
import { mailboxOf } from '../domain/mailbox.ts'

/** HMACs of one thing: under the key that is current, and then under every other one that is configured. */
export type Macs = readonly [Uint8Array, ...Uint8Array[]]

/**
 * Seals text under CONTACT_KEY and looks addresses up without knowing them.
 *
 * Envelope: 1 byte format (1) ‖ 4 bytes key id ‖ 12 bytes nonce ‖ AES-256-GCM ciphertext and tag
 * (NIST SP 800-38D).
 * - The context ("contact:<id>") is authenticated: one row's envelope cannot be moved into another's.
 * - The key id is the start of the key's own SHA-256: nobody has to name keys.
 *
 * What is stored goes under the current key. What is looked for may be under any: while one key takes another's place,
 * there are rows under both.
 */
export type Sealing = {
  seal(context: string, plain: string): Promise<Uint8Array>
  /** Throws if the envelope is foreign, altered, or sealed under a key that is not configured. */
  open(context: string, envelope: Uint8Array): Promise<string>
  /** HMAC-SHA-256 of the normalised address, 32 bytes. */
  lookup(email: string): Macs
  /**
   * The same of the mailbox that the address leads to, whichever way it is spelled: equal to the address's own look-up
   * where it is spelled the plain way.
   */
  mailbox(email: string): Macs
  /** HMAC-SHA-256 of a text as it is, under a key of its own, 32 bytes: tells whether the same was said before. */
  fingerprint(text: string): Macs
  /** The ids of the keys, the current one's first. */
  keyIds(): readonly Uint8Array[]
  /**
   * Makes a key the current one; false where it is not configured. `changes` counts how often that has changed: what
   * was read of the database earlier does not undo what was read later.
   */
  use(keyId: Uint8Array, changes: number): boolean
  /** As `seal`, under one key of those that are configured. */
  sealUnder(keyId: Uint8Array, context: string, plain: string): Promise<Uint8Array>
}

const format = 1
const headLength = 1 + 4
const nonceLength = 12

/** The id of the key under which an envelope is sealed. */
export const keyIdOf = (envelope: Uint8Array): Uint8Array => envelope.subarray(1, headLength)

/**
 * Makes the sealing from `keys` of 32 bytes each. Until the database was asked which one is current
 * (src/storage/contact-keys.ts) it is the first.
 */
export function createSealing(keys: readonly Uint8Array[], random: (length: number) => Uint8Array): Sealing {
  const ring = keys.map(keyFrom)
  const [first] = ring
  if (!first) throw new Error('sealing needs a key')
  let [current, known] = [first, 0]
  const others = () => ring.filter(key => key !== current)
  const keyWith = (id: Uint8Array) => ring.find(key => areEqual(key.id, id))
  const macs = (of: (key: Key) => Uint8Array): Macs => [of(current), ...others().map(of)]

  async function sealWith({ id, key }: Key, context: string, plain: string) {
    const nonce = random(nonceLength)
    const sealed = await crypto.subtle.encrypt(
      { name: 'AES-GCM', iv: new Uint8Array(nonce), additionalData: utf8(context) },
      await key(),
      utf8(plain),
    )
    return concat([Uint8Array.of(format), id, nonce, new Uint8Array(sealed)])
  }

  return {
    seal: (context, plain) => sealWith(current, context, plain),

    async sealUnder(keyId, context, plain) {
      const key = keyWith(keyId)
      if (!key) throw new Error('not a key that is configured')
      return sealWith(key, context, plain)
    },

    async open(context, envelope) {
      const sealedUnder = keyWith(keyIdOf(envelope))
      if (envelope[0] !== format || !sealedUnder) throw new Error('sealed under a key that is not configured')
      const plain = await crypto.subtle.decrypt(
        {
          name: 'AES-GCM',
          iv: new Uint8Array(envelope.subarray(headLength, headLength + nonceLength)),
          additionalData: utf8(context),
        },
        await sealedUnder.key(),
        new Uint8Array(envelope.subarray(headLength + nonceLength)),
      )
      return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(plain)
    },

    lookup: email => macs(key => key.lookup(normaliseEmail(email))),
    mailbox: email => macs(key => key.lookup(mailboxOf(normaliseEmail(email)))),
    fingerprint: text => macs(key => key.fingerprint(text)),
    keyIds: () => [current, ...others()].map(({ id }) => id),

    use(keyId, changes) {
      const key = keyWith(keyId)
      if (key && changes >= known) [current, known] = [key, changes]
      return key !== undefined
    },
  }
}

type Key = {
  id: Uint8Array
  key: () => Promise<webcrypto.CryptoKey>
  lookup: (text: string) => Uint8Array
  fingerprint: (text: string) => Uint8Array
}

function keyFrom(secret: Uint8Array): Key {
  const macFor = (use: string) => {
    const key = new Uint8Array(hkdfSync('sha256', secret, new Uint8Array(), use, 32))
    return (text: string) => new Uint8Array(createHmac('sha256', key).update(text).digest())
  }
  return {
    id: new Uint8Array(createHash('sha256').update(secret).digest().subarray(0, 4)),
    key: importedOnce(secret),
    lookup: macFor('countersign email lookup'),
    fingerprint: macFor('countersign fingerprint'),
  }
}

/** Folds case. What else one mailbox's addresses differ in, src/domain/mailbox.ts folds. */
export const normaliseEmail = (email: string): string => email.normalize('NFC').trim().toLowerCase()

/** Whether two addresses have the same look-up value. */
export const isSameAddress = (one: string, other: string): boolean =>
  normaliseEmail(one) === normaliseEmail(other)

const utf8 = (text: string) => new TextEncoder().encode(text)
export const areEqual = (a: Uint8Array, b: Uint8Array) =>
  a.length === b.length && a.every((byte, i) => byte === b[i])

function concat(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0))
  let offset = 0
  for (const part of parts) {
    whole.set(part, offset)
    offset += part.length
  }
  return whole
}

/**
 * Imports the key at its first use: a Worker may do no asynchronous work while it starts. It remembers the key and not
 * the promise of it: one request may not wait for another's I/O.
 */
function importedOnce(secret: Uint8Array): () => Promise<webcrypto.CryptoKey> {
  let key: webcrypto.CryptoKey | undefined
  return async () => {
    key ??= await crypto.subtle.importKey('raw', new Uint8Array(secret), 'AES-GCM', false, [
      'encrypt',
      'decrypt',
    ])
    return key
  }
}
