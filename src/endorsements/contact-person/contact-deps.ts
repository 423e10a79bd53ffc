import type { Deps } from '../../deps.ts'
import type { Result } from '../../domain/result.ts'

/** What changing the contact person needs. */
export type ContactDeps = Pick<Deps, 'config' | 'db' | 'sealing' | 'random' | 'now'>

/** Why a change of the contact person comes to nothing, or not now. */
export type ContactError =
  | { reason: 'link_unknown' | 'link_used' | 'link_expired' }
  /** How the endorsement stands, nobody changes its contact. */
  | { reason: 'wrong_status' }
  /** A moderator's decision that is not to be told yet stands in the way. */
  | { reason: 'busy' }
  /** It is the address already. */
  | { reason: 'same_address' }
  /** The new address may be mailed no more today. */
  | { reason: 'links_spent' }
  /** A request of the new address waits already. */
  | { reason: 'already_waiting' }

export type ContactResult<T> = Promise<Result<T, ContactError>>
