import type { Status } from '../endorsement.ts'
import type { Names } from '../organisation.ts'
import type { SignerKind } from '../statement.ts'
import type { KnownAs } from './known-as.ts'
import type { OtherName } from './reasons.ts'

/** A signatory of the same statement, or another request that is or was made for one. */
export type OtherEndorsement = {
  readonly id: string
  readonly name: string
  readonly nameWithheld: boolean
  readonly names: Names
  readonly kind: SignerKind
  /** A person's. */
  readonly affiliation: string | null
  readonly status: Status
  readonly founding: boolean
  readonly website: string | null
  readonly sameAddress: boolean
  readonly known: KnownAs
}

/** Who a reason speaks of. */
export const nameOf = ({ id, name, nameWithheld }: OtherEndorsement): OtherName => ({
  id,
  name,
  ...(nameWithheld ? { nameWithheld } : {}),
})
