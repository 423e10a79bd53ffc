import type { Endorsement } from '../../domain/endorsement.ts'
import type { SignerKind } from '../../domain/statement.ts'
import type { NameField } from '../../i18n/index.ts'
import {
  amendFields,
  amendFormShapeOf,
  type Faults as FaultsIn,
  faultsIn,
  formOf,
  type Typed as TypedIn,
  typedDetails,
  typedIn,
} from '../../organisations/form.ts'
import type { Contact } from '../../storage/contacts.ts'
import { representativeShapeOf } from '../ask/request-form.ts'

/** The fields that can be put right before a request is confirmed: all but the address, which the link proves. */
export const revisionFields = [...amendFields, 'representative', 'role'] as const
export type RevisionField = (typeof revisionFields)[number] | NameField

export const revisionFormOf = (kind: SignerKind) =>
  formOf({ ...amendFormShapeOf(kind), ...representativeShapeOf(kind) })

export type Typed = TypedIn<RevisionField>
type Faults = FaultsIn<RevisionField>

export const typedOf = (body: Record<string, unknown>): Typed => typedIn(revisionFields, body)

export const faultsOf = (issues: Parameters<typeof faultsIn>[1]): Faults => faultsIn(revisionFields, issues)

/** The details as they stand, for a form that begins with them. */
export const typedRevision = (endorsement: Endorsement, { representative, role }: Contact): Typed => ({
  ...typedDetails(endorsement),
  representative,
  role,
})
