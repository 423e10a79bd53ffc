import { createHash } from 'node:crypto'
import { kindOf, type Organisation, personOf } from './organisation.ts'

/** A change of who is on the list, or of how a signatory stands there. */
export type ListChange = 'found' | 'endorse' | 'amend' | 'withdraw' | 'restore'
/** `statement` is a new version of the text. */
type RecordType = ListChange | 'statement'

/** One change of a public list, as the record keeps it. */
export type RecordEntry = {
  /**
   * The form of the entry. Of a signatory it is 2 since networks and persons can sign: its commitment binds the kind,
   * the title and the affiliation too. Entries of form 1 stay as they were written.
   */
  readonly v: 1 | 2
  readonly type: RecordType
  readonly statement: string
  readonly version: number
  /** The signatory; null for `statement`. */
  readonly id: string | null
  /** Lower-case hex; the text's SHA-256 for `statement`; null for `withdraw`. */
  readonly commitment: string | null
  /** YYYY-MM-DD in UTC. */
  readonly date: string
}

export type CanonicalValue =
  | string
  | number
  | boolean
  | null
  | readonly CanonicalValue[]
  | { readonly [key: string]: CanonicalValue }

/**
 * Canonical JSON after RFC 8785 (JCS) for what the record and final lists hold: strings, integers, booleans,
 * null, arrays and objects. JCS takes ECMAScript's own serialisation of strings and numbers; only the order of keys
 * (by UTF-16 units) is ours to see to.
 */
export function canonicalJson(value: CanonicalValue): string {
  if (value === null || typeof value !== 'object') {
    if (typeof value === 'number' && !Number.isSafeInteger(value))
      throw new Error('the record holds integers only')
    if (typeof value === 'string' && !value.isWellFormed())
      throw new Error('the record holds well-formed text only')
    return JSON.stringify(value)
  }
  if (isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  const members = Object.keys(value)
    .sort()
    .map(key => `${canonicalJson(key)}:${canonicalJson(value[key] ?? null)}`)
  return `{${members.join(',')}}`
}

/** `Array.isArray` does not know arrays that nobody may change. */
const isArray = (value: object): value is readonly CanonicalValue[] => Array.isArray(value)

/** The public fields that a commitment of form 2 binds, in canonical JSON. */
export function committedFields(organisation: Organisation): string {
  const { name, names, country, website } = organisation
  const { title, affiliation } = personOf(organisation) ?? { title: null, affiliation: null }
  return canonicalJson({ name, names, country, website, kind: kindOf(organisation), title, affiliation })
}

/** SHA-256(salt ‖ fields), lower-case hex. `salt` is 32 random bytes, `fields` from {@link committedFields}. */
export function commitment(salt: Uint8Array, fields: string): string {
  if (salt.length !== 32) throw new Error('a salt has 32 bytes')
  return createHash('sha256').update(salt).update(fields, 'utf8').digest('hex')
}
