import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createSealing, keyIdOf, normaliseEmail } from '../../../src/storage/sealing.ts'

const key = (byte: number) => new Uint8Array(32).fill(byte)
const random = (length: number) => new Uint8Array(randomBytes(length))
const sealing = createSealing([key(1)], random)
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')

describe('an envelope', () => {
  it('opens to what was sealed, any well-formed text', async () => {
    const text = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.string({ unit: 'binary' }).map(s => s.toWellFormed()),
    )
    await fc.assert(
      fc.asyncProperty(text, fc.string(), async (plain, context) => {
        expect(await sealing.open(context, await sealing.seal(context, plain))).toBe(plain)
      }),
      {
        examples: [
          ['', ''],
          ['a'.repeat(100_000), 'contact:1'],
          ['Ўладзімір 😀\u0000', 'x'],
        ],
      },
    )
  })

  it('opens to the very text: a byte order mark at its start is kept', async () => {
    expect(await sealing.open('c', await sealing.seal('c', '\ufeffa'))).toBe('\ufeffa')
  })

  it('is format 1, the key’s id, a nonce, the ciphertext and a tag of 16 bytes', async () => {
    const nonce = Uint8Array.from({ length: 12 }, (_, i) => 0xa0 + i)
    const envelope = await createSealing([key(1)], () => nonce).seal('c', 'abc')
    // sha256(01 × 32) begins with 72cd6e84.
    expect(hex(envelope.subarray(0, 17))).toBe(`0172cd6e84${hex(nonce)}`)
    expect(envelope.length).toBe(1 + 4 + 12 + 3 + 16)
  })

  it('asks for a fresh nonce of 12 bytes each time', async () => {
    const lengths: number[] = []
    const counted = createSealing([key(1)], length => {
      lengths.push(length)
      return random(length)
    })
    const envelopes = await Promise.all(Array.from({ length: 100 }, () => counted.seal('c', 'the same text')))
    expect(lengths).toEqual(Array(100).fill(12))
    expect(new Set(envelopes.map(hex)).size).toBe(100)
  })

  it('shows nothing of the text', async () => {
    expect(Buffer.from(await sealing.seal('c', 'canary@example.org')).includes('canary')).toBe(false)
  })

  it.each([
    ['another row', 'contact:2'],
    ['another table', 'outbox:1'],
    ['nowhere', ''],
    ['a longer name', 'contact:11'],
  ])('moved to %s does not open', async (_, context) => {
    const envelope = await sealing.seal('contact:1', 'Ona')
    await expect(sealing.open(context, envelope)).rejects.toThrow()
  })

  it('does not open with any one byte altered', async () => {
    const ring = createSealing([key(1), key(2)], random)
    const envelope = await ring.seal('contact:1', 'Ona Petraitė, ona@example.org')
    expect(await ring.open('contact:1', envelope)).toContain('Ona')
    for (let i = 0; i < envelope.length; i++) {
      for (const flip of [0x01, 0x80, 0xff]) {
        const altered = Uint8Array.from(envelope)
        altered[i] = (envelope[i] ?? 0) ^ flip
        await expect(ring.open('contact:1', altered), `byte ${i}`).rejects.toThrow()
      }
    }
  })

  it('does not open when it is cut or prolonged', async () => {
    const envelope = await sealing.seal('c', 'abc')
    for (let length = 0; length < envelope.length; length++) {
      await expect(sealing.open('c', envelope.subarray(0, length)), `${length} bytes`).rejects.toThrow()
    }
    await expect(sealing.open('c', Uint8Array.of(...envelope, 0))).rejects.toThrow()
  })

  it('does not open under another key, nor with that key’s id written on it', async () => {
    const envelope = await sealing.seal('c', 'abc')
    const other = createSealing([key(2)], random)
    await expect(other.open('c', envelope)).rejects.toThrow('not configured')
    const relabelled = Uint8Array.from(envelope)
    relabelled.set((await other.seal('c', 'abc')).subarray(1, 5), 1)
    await expect(other.open('c', relabelled)).rejects.toThrow()
  })

  it('opens from a view into a larger buffer, as a driver gives it', async () => {
    const envelope = await sealing.seal('c', 'abc')
    const larger = new Uint8Array(envelope.length + 20)
    larger.set(envelope, 7)
    expect(await sealing.open('c', larger.subarray(7, 7 + envelope.length))).toBe('abc')
  })

  it('needs a key', () => {
    expect(() => createSealing([], random)).toThrow('needs a key')
  })
})

describe('with another key beside it', () => {
  const [old, fresh] = [key(1), key(9)]
  const ids = (keys: Uint8Array[]) => createSealing(keys, random).keyIds()
  const [oldId = new Uint8Array(), freshId = new Uint8Array()] = [ids([old])[0], ids([fresh])[0]]

  it.each([[[old, fresh]], [[fresh, old]]])('the one that is current seals, and all open', async keys => {
    const both = createSealing(keys, random)
    expect(await both.open('c', await sealing.seal('c', 'old'))).toBe('old')
    for (const [id, own] of [
      [oldId, old],
      [freshId, fresh],
    ] as const) {
      expect(both.use(id, 1)).toBe(true)
      const envelope = await both.seal('c', 'text')
      expect(keyIdOf(envelope)).toEqual(id)
      expect(await createSealing([own], random).open('c', envelope)).toBe('text')
      expect(both.keyIds()[0]).toEqual(id)
    }
  })

  it('look-ups are under every key, the current one first', () => {
    const both = createSealing([fresh, old], random)
    const [first] = sealing.lookup('ona@example.org')
    expect(both.lookup('ona@example.org')[1]).toEqual(first)
    both.use(oldId, 1)
    expect(both.lookup('ona@example.org')[0]).toEqual(first)
    expect(both.mailbox('ona@example.org')).toEqual(both.lookup('ona@example.org'))
    expect(both.fingerprint('x')[0]).toEqual(sealing.fingerprint('x')[0])
  })

  it('what was read earlier does not undo what was read later, and a key that is not there is none', () => {
    const both = createSealing([old, fresh], random)
    expect(both.use(freshId, 2)).toBe(true)
    expect(both.use(oldId, 1)).toBe(true)
    expect(both.keyIds()[0]).toEqual(freshId)
    expect(sealing.use(freshId, 3)).toBe(false)
    expect(sealing.keyIds()).toEqual([oldId])
  })
})

describe('look-up', () => {
  // HMAC-SHA-256 under HKDF-SHA-256(key 00 01 … 1f, no salt, "countersign email lookup"),
  // made with Python's hmac and hashlib.
  it('known answer', () => {
    const counting = Uint8Array.from({ length: 32 }, (_, i) => i)
    expect(hex(createSealing([counting], random).lookup('anna@example.org')[0])).toBe(
      'ee20b74bb6eccedd6eba09b85ae32ed6f28bf8be358ec803e31cab01c00aaa36',
    )
  })

  it.each(['Ona@Example.ORG', ' ona@example.org ', 'ONA@EXAMPLE.ORG\n'])(
    'takes %j for the same mailbox',
    email => {
      expect(hex(sealing.lookup(email)[0])).toBe(hex(sealing.lookup('ona@example.org')[0]))
    },
  )

  it.each(['ona+x@example.org', 'o.na@example.org', 'ona@example.com', 'ona@sub.example.org', ''])(
    'keeps %j apart',
    email => {
      expect(hex(sealing.lookup(email)[0])).not.toBe(hex(sealing.lookup('ona@example.org')[0]))
    },
  )

  it('differs under another key', () => {
    expect(hex(createSealing([key(2)], random).lookup('ona@example.org')[0])).not.toBe(
      hex(sealing.lookup('ona@example.org')[0]),
    )
  })

  it('normalises once: twice changes nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), email => {
        expect(normaliseEmail(normaliseEmail(email))).toBe(normaliseEmail(email))
      }),
    )
  })
})
