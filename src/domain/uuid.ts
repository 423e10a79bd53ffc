/** Sixteen bytes in the form of a UUID (RFC 9562, section 4). */
export function uuidOf(bytes: Uint8Array): string {
  const hex = Buffer.from(bytes).toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

/** The first sixteen bytes of a hash as a UUID of version 5 (a name's SHA-1) or 8 (of one's own making). */
export function uuidOfHash(hash: Uint8Array, version: 5 | 8): string {
  const bytes = Uint8Array.from(hash.subarray(0, 16))
  bytes[6] = (Number(bytes[6]) & 0x0f) | (version << 4)
  bytes[8] = (Number(bytes[8]) & 0x3f) | 0x80
  return uuidOf(bytes)
}

/** The sixteen bytes of a UUID. */
export const bytesOfUuid = (uuid: string): Uint8Array<ArrayBuffer> =>
  new Uint8Array(Buffer.from(uuid.replaceAll('-', ''), 'hex'))

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** True of an id as this product writes it, in lower case. */
export const isId = (text: string): boolean => uuid.test(text)
