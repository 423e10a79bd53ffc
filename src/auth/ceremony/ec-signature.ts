// Stands in the Worker (wrangler.toml) for `@peculiar/asn1-schema` and `@peculiar/asn1-ecc`, by which
// @simplewebauthn/server reads certificates, which we take none of, and ECDSA signatures (RFC 3279, 2.2.3). Whatever is
// read as `r` and `s`, the key decides: what is read wrongly is refused, and lets nobody in.

/** Says to the parser what is to be read. */
export class ECDSASigValue {}

const sequence = 0x30
const integer = 0x02

export const AsnParser = {
  /** `r` and `s` as DER holds them. Throws for what is no ECDSA signature. */
  parse(der: Uint8Array, wanted: unknown): { r: Uint8Array; s: Uint8Array } {
    if (wanted !== ECDSASigValue) throw new Error('no certificate is read here')
    const both = readValue(der, sequence)
    const r = readValue(both.value, integer)
    const s = readValue(r.rest, integer)
    if (both.rest.length > 0 || s.rest.length > 0) throw new Error('a signature and something else')
    return { r: r.value, s: s.value }
  },
}

/** X.690, 8.1: a tag, a length, the value; the length of what is longer than 127 bytes has a byte before it. */
function readValue(der: Uint8Array, tag: number): { value: Uint8Array; rest: Uint8Array } {
  const [ownTag, first = 0, second = 0] = der
  const [start, length] = first === 0x81 ? [3, second] : [2, first]
  if (ownTag !== tag || (first > 0x7f && first !== 0x81) || length === 0 || start + length > der.length)
    throw new Error('no signature')
  return { value: der.subarray(start, start + length), rest: der.subarray(start + length) }
}

class Certificates {
  constructor() {
    throw new Error('no certificate is read here')
  }
}

// Of the same two packages: what the library names where it reads certificates.
export { Certificates as ECParameters, Certificates as OctetString }
export const id_ecPublicKey = ''
export const id_secp256r1 = ''
export const id_secp384r1 = ''
export const id_ecdsaWithSHA256 = ''
export const id_ecdsaWithSHA384 = ''
export const id_ecdsaWithSHA512 = ''
