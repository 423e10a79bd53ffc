import * as z from 'zod'

/** Of 32 random bytes fewer than 20 differ once in ten million million; of 24 fewer than 15, of 64 fewer than 40. */
const fewestDifferent = 5 / 8
/** So many bytes in a row that each differ by the same from the one before are counted, not drawn. */
const longestRun = 6

/** 32 bytes of a text in canonical base64 (RFC 4648, 3.5); null for any other text. */
function decodeKey(text: string): Uint8Array | null {
  if (!/^[A-Za-z0-9+/]{43}=$/.test(text)) return null
  const bytes = Buffer.from(text, 'base64')
  return bytes.toString('base64') === text ? new Uint8Array(bytes) : null
}

const isPrinted = (byte: number) => (byte >= 0x20 && byte < 0x7f) || (byte >= 0x09 && byte <= 0x0d)

function hasRun(bytes: Uint8Array): boolean {
  const steps = Array.from(bytes.subarray(1), (byte, i) => byte - (bytes[i] ?? 0))
  return steps.some((step, i) => {
    const run = steps.slice(i, i + longestRun)
    return run.length === longestRun && run.every(one => one === step)
  })
}

/** True of bytes that nobody drew: a text, a count, few of them. */
export const isWeak = (key: Uint8Array): boolean =>
  new Set(key).size < key.length * fewestDifferent || key.every(isPrinted) || hasRun(key)

const areSame = (a: Uint8Array, b: Uint8Array) => Buffer.compare(a, b) === 0

const make = 'like `openssl rand -base64 32` makes'

function faultOf(keys: readonly (Uint8Array | null)[]): string | null {
  const read = keys.filter(key => key !== null)
  if (read.length < keys.length) return `32 random bytes in base64 are needed, ${make} them`
  if (read.some(isWeak)) return `it is not random: 32 random bytes in base64 are needed, ${make} them`
  if (read.some((key, i) => read.slice(0, i).some(other => areSame(key, other))))
    return 'it has one key twice'
  return null
}

/** Several, by commas, of which none is there twice. */
export const keys = z.string().transform((value, context) => {
  const decoded = value.split(',').map(text => decodeKey(text.trim()))
  const fault = faultOf(decoded)
  if (fault === null) return decoded.filter(key => key !== null)
  context.addIssue({ code: 'custom', message: fault })
  return z.NEVER
})

export const key = z.string().transform((value, context) => {
  const decoded = decodeKey(value.trim())
  const fault = faultOf([decoded])
  if (decoded && fault === null) return decoded
  context.addIssue({ code: 'custom', message: fault ?? '' })
  return z.NEVER
})

/** The names of the variables that have a key of another variable too. */
export function areShared(variables: Readonly<Record<string, readonly Uint8Array[]>>): string[] {
  const all = Object.entries(variables)
  return all
    .filter(([name, own]) =>
      all.some(([other, theirs]) => other !== name && own.some(key => theirs.some(one => areSame(key, one)))),
    )
    .map(([name]) => name)
}
