import { createHash } from 'node:crypto'
import type { Names } from './organisation.ts'
import { type CanonicalValue, canonicalJson, commitment } from './record.ts'
import type { SignerKind } from './statement.ts'

// The list as it stood at the close. It names nobody itself: each entry is a commitment whose opening stands beside it
// until the signatory leaves or its name is withheld (docs/decisions/0029).

/** A signatory as the final list binds it. */
export type FinalSignatory = {
  readonly name: string
  readonly names: Names
  readonly kind: SignerKind
  readonly personTitle: string | null
  readonly affiliation: string | null
  readonly country: string | null
  readonly version: number
  /** In which it was signed: a BCP 47 tag. */
  readonly textLanguage: string | null
  /** YYYY-MM-DD in UTC; null where the day is not known. */
  readonly signedOn: string | null
}

/** What the list says of the statement that was signed. */
type FinalHead = {
  readonly statement: string
  readonly version: number
  /** Of the version's authoritative text. */
  readonly sha256: string
  /** ISO 8601 in UTC. */
  readonly closedAt: string
  /** How many more were counted and not named. */
  readonly withheld: number
  /** How many more had signed an earlier text, which said something else, named or not. */
  readonly earlier: number
}

export type Opening = { readonly number: number; readonly salt: Uint8Array; readonly fields: string }

const saltLength = 32

/** How many random bytes so many signatories take: each has a salt of its own. */
export const saltBytes = (signatories: number): number => saltLength * signatories

/** Numbers the signatories in the order given; `salts` are the random bytes of all of them. */
export const openingsOf = (
  signatories: readonly FinalSignatory[],
  first: number,
  salts: Uint8Array,
): Opening[] =>
  signatories.map((signatory, index) => ({
    number: first + index,
    salt: salts.subarray(saltBytes(index), saltBytes(index + 1)),
    fields: fieldsOf(first + index, signatory),
  }))

/** What the list has of an opening. */
export const commitmentOf = ({ salt, fields }: Opening): string => commitment(salt, fields)

const fieldsOf = (number: number, signatory: FinalSignatory): string =>
  canonicalJson({ number, ...signatory, names: { ...signatory.names } })

/** The final list in canonical JSON (RFC 8785), and its SHA-256 in lower-case hex; the commitments in their order. */
export function sealFinalList(
  head: FinalHead,
  commitments: readonly string[],
): { canonical: string; sha256: string } {
  const signatories: CanonicalValue[] = commitments.map((one, index) => ({
    number: index + 1,
    commitment: one,
  }))
  const canonical = canonicalJson({ v: 1, ...head, count: commitments.length, signatories })
  return { canonical, sha256: createHash('sha256').update(canonical, 'utf8').digest('hex') }
}

/** A signatory as its opening says it. */
export const openFields = (fields: string): FinalSignatory & { number: number } => JSON.parse(fields)
