import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Reader } from '../../../src/storage/client.ts'
import { encodeToken, findToken, hashToken, makeToken } from '../../../src/storage/tokens.ts'

const hex = (bytes: Uint8Array | null) => bytes && Buffer.from(bytes).toString('hex')

// Made with Python's base64.urlsafe_b64encode and hashlib.sha256.
it.each([
  [
    Uint8Array.from({ length: 32 }, (_, i) => i),
    'AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8',
    '630dcd2966c4336691125448bbb25b4ff412a49c732db2c8abc1b8581bd710dd',
  ],
  [
    new Uint8Array(32).fill(0xff),
    '__________________________________________8',
    'af9613760f72635fbdb44a5a0a63c39f12af30f950a6ee5c971be188e89c4051',
  ],
])('%#: known answers', (bytes, token, hash) => {
  expect(encodeToken(bytes)).toBe(token)
  expect(hex(hashToken(token))).toBe(hash)
})

it('a fresh token is of 32 random bytes, and its hash is the one that a visitor’s is compared with', () => {
  const bytes = Uint8Array.from({ length: 32 }, (_, i) => i)
  const { token, hash } = makeToken(length => bytes.subarray(0, length))
  expect(token).toBe(encodeToken(bytes))
  expect(hash).toEqual(hashToken(token))
})

it('a token is 43 characters that a URL carries as they are, and its hash is of its bytes', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), bytes => {
      const token = encodeToken(bytes)
      expect(token).toMatch(/^[A-Za-z0-9_-]{43}$/)
      expect(encodeURIComponent(token)).toBe(token)
      expect(hex(hashToken(token))).toBe(createHash('sha256').update(bytes).digest('hex'))
    }),
  )
})

const good = 'AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8'
const junk = [
  '',
  'a',
  good.slice(1),
  `${good}a`,
  `${good}=`,
  ` ${good}`,
  `${good}\n`,
  `${good.slice(0, 42)}+`,
  `${good.slice(0, 42)}/`,
  `${good.slice(0, 42)}.`,
  `${good.slice(0, 42)}\u0000`,
  `${good.slice(0, 42)}é`,
  "' OR 1=1 --",
  '../../../etc/passwd',
  'ў'.repeat(43),
  'a'.repeat(100_000),
]

it.each(junk)('what cannot be a token reaches no query: %j', async text => {
  const reader = {
    select: () => {
      throw new Error('the database was asked')
    },
  } as unknown as Reader
  expect(hashToken(text)).toBeNull()
  await expect(findToken(reader, 'confirm', text)).resolves.toBeNull()
  await expect(findToken(reader, 'confirm', good), 'a token is asked for').rejects.toThrow('was asked')
})
