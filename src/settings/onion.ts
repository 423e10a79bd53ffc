import { sha3 } from './sha3.ts'

const letters = 'abcdefghijklmnopqrstuvwxyz234567'

/**
 * True of the 56 letters of an onion service of version 3: 32 bytes of a key, two of a checksum, one of the version
 * (rend-spec-v3, 6). One letter that was mistaken leads nobody anywhere, or to somebody else.
 */
export function isOnionName(name: string): boolean {
  if (!/^[a-z2-7]{56}$/.test(name)) return false
  const bytes = decode(name)
  const [key, checksum, version] = [bytes.subarray(0, 32), bytes.subarray(32, 34), bytes.subarray(34)]
  const expected = sha3(new Uint8Array([...new TextEncoder().encode('.onion checksum'), ...key, ...version]))
  return version[0] === 3 && checksum.every((byte, i) => byte === expected[i])
}

/** Base32 (RFC 4648, 6), of whole bytes. */
function decode(text: string): Uint8Array {
  const binary = [...text].map(letter => letters.indexOf(letter).toString(2).padStart(5, '0')).join('')
  return Uint8Array.from(binary.match(/.{8}/g) ?? [], byte => Number.parseInt(byte, 2))
}
