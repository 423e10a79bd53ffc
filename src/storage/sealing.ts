import { createHash, createHmac, hkdfSync, type webcrypto } from 'node:crypto'
import { mailboxOf } from '../domain/mailbox.ts'

/**
 * Seals text under CONTACT_KEY and looks addresses up without knowing them.
 *
 * Envelope: 1 byte format (1) ‖ 4 bytes key id ‖ 12 bytes nonce ‖ AES-256-GCM ciphertext and tag
 * (NIST SP 800-38D).
 * - The context ("contact:<id>") is authenticated: one row's envelope cannot be moved into another's.
 * - The key id is the start of the key's own SHA-256: nobody has to name keys.
 */
export type Sealing = {
  seal(context: string, plain: string): Promise<Uint8Array>
  /** Throws if the envelope is foreign, altered, or sealed under a key that is not configured. */
  open(context: string, envelope: Uint8Array): Promise<string>
  /** HMAC-SHA-256 of the normalised address, 32 bytes. */
  lookup(email: string): Uint8Array
  /**
   * The same of the mailbox that the address leads to, whichever way it is spelled: equal to the address's own look-up
   * where it is spelled the plain way.
   */
  mailbox(email: string): Uint8Array
  /** HMAC-SHA-256 of a text as it is, under a key of its own, 32 bytes: tells whether the same was said before. */
  fingerprint(text: string): Uint8Array
}

const format = 1
const headLength = 1 + 4
const nonceLength = 12

/**
 * Makes the sealing from `keys` of 32 bytes each.
 * - The first seals, and all open: a key is rotated by putting a new one before the others.
 * - Look-ups stay under the last, so that rotating breaks none.
 */
export function createSealing(keys: readonly Uint8Array[], random: (length: number) => Uint8Array): Sealing {
  const ring = keys.map(secret => ({
    id: createHash('sha256').update(secret).digest().subarray(0, 4),
    key: importedOnce(secret),
  }))
  const [current] = ring
  const oldest = keys.at(-1)
  if (!current || !oldest) throw new Error('sealing needs a key')
  const keyFor = (use: string) => new Uint8Array(hkdfSync('sha256', oldest, new Uint8Array(), use, 32))
  const lookupKey = keyFor('countersign email lookup')
  const fingerprintKey = keyFor('countersign fingerprint')
  const hmac = (key: Uint8Array, text: string) =>
    new Uint8Array(createHmac('sha256', key).update(text).digest())

  return {
    async seal(context, plain) {
      const nonce = random(nonceLength)
      const sealed = await crypto.subtle.encrypt(
        { name: 'AES-GCM', iv: new Uint8Array(nonce), additionalData: utf8(context) },
        await current.key(),
        utf8(plain),
      )
      return concat([Uint8Array.of(format), current.id, nonce, new Uint8Array(sealed)])
    },

    async open(context, envelope) {
      const id = envelope.subarray(1, headLength)
      const sealedUnder = ring.find(entry => equal(entry.id, id))
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

    lookup: email => hmac(lookupKey, normaliseEmail(email)),
    mailbox: email => hmac(lookupKey, mailboxOf(normaliseEmail(email))),
    fingerprint: text => hmac(fingerprintKey, text),
  }
}

/** Folds case. What else one mailbox's addresses differ in, src/domain/mailbox.ts folds. */
export const normaliseEmail = (email: string): string => email.normalize('NFC').trim().toLowerCase()

const utf8 = (text: string) => new TextEncoder().encode(text)
const equal = (a: Uint8Array, b: Uint8Array) => a.length === b.length && a.every((byte, i) => byte === b[i])

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
