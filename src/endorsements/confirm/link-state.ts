import { asTold } from '../../domain/as-told.ts'
import type { Endorsement, RepresentativeError, Status } from '../../domain/endorsement.ts'
import { kindOf } from '../../domain/organisation.ts'
import type { Result } from '../../domain/result.ts'
import type { SignerKind } from '../../domain/statement.ts'
import type { Contact } from '../../storage/contacts.ts'
import type { Linked } from './open-confirm-link.ts'

/** `removed`: withdrawn after it was on the public list. */
export type UsedStatus = Exclude<Status, 'requested' | 'expired'> | 'superseded' | 'removed'

/**
 * How the request behind a confirm link stands, as far as its holder may know; src/endorsements/confirm/show-link.ts
 * says it.
 */
type LinkState =
  | { kind: 'unknown' }
  | { kind: 'expired'; statement: string }
  | { kind: 'waiting'; endorsement: Endorsement; contact: Contact }
  | { kind: 'used'; statement: string; status: UsedStatus; signer: SignerKind }

/** A request whose contact is erased before it was confirmed is unknown: another link could go to nobody. */
export function stateOfLink(
  opened: Result<Linked & { superseded: boolean }, RepresentativeError>,
  now: Date,
): LinkState {
  if (!opened.ok) return { kind: 'unknown' }
  const { link, endorsement, contact, superseded } = opened.value
  const { statement } = endorsement
  const told = asTold(endorsement, now)
  const { status } = told
  const used = { kind: 'used', statement, signer: kindOf(endorsement.organisation) } as const
  switch (status) {
    case 'requested':
      if (!contact) return { kind: 'unknown' }
      if (now >= link.expiresAt) return { kind: 'expired', statement }
      return { kind: 'waiting', endorsement, contact }
    case 'expired':
      return contact ? { kind: 'expired', statement } : { kind: 'unknown' }
    case 'withdrawn':
      if (told.status === 'withdrawn' && told.was) return { ...used, status: 'removed' }
      return { ...used, status: superseded ? 'superseded' : status }
    case 'confirmed':
    case 'returned':
    case 'approved':
    case 'rejected':
      return { ...used, status }
  }
}
