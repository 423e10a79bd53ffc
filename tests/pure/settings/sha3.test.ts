import { createHash } from 'node:crypto'
import { expect, it } from 'vitest'
import { sha3 } from '../../../src/settings/sha3.ts'
import { testKey } from '../../support/test-keys.ts'

it('is SHA3-256 as OpenSSL has it, of every length that it takes', () => {
  const bytes = Buffer.concat([1, 2, 3, 4, 5].map(testKey))
  for (let length = 0; length < 136; length++) {
    const some = bytes.subarray(0, length)
    expect(Buffer.from(sha3(some))).toEqual(createHash('sha3-256').update(some).digest())
  }
})
