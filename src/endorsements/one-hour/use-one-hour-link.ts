import type { Endorsement, RepresentativeError } from '../../domain/endorsement.ts'
import { err, ok, type Result } from '../../domain/result.ts'
import { findContact } from '../../storage/contacts.ts'
import { lockLink } from '../../storage/lock-link.ts'
import { markUsed } from '../../storage/tokens.ts'
import type { OwnDeps } from '../own-transition.ts'
import { type LinkPurpose, oneHourActions } from './one-hour-actions.ts'

/**
 * Does what a one-hour link is for, once: of parallel calls, by one link or by several, one does it.
 * `shownRevision`: of the endorsement as the page showed it.
 */
export const useOneHourLink = (
  deps: OwnDeps,
  purpose: LinkPurpose,
  token: string,
  shownRevision: number,
): Promise<Result<Endorsement, RepresentativeError>> =>
  deps.db.transaction(async tx => {
    const { sealing, now } = deps
    const locked = await lockLink(tx, purpose, token)
    if (!locked) return err({ reason: 'link_unknown' })
    const { link, endorsement } = locked
    if (link.usedAt) return err({ reason: 'link_used', status: endorsement.status })
    if (now() >= link.expiresAt) return err({ reason: 'link_expired' })
    const contact = await findContact(tx, sealing, endorsement.id)
    if (!contact) return err({ reason: 'contact_erased' })
    const { decide, store } = oneHourActions[purpose]
    const decided = decide(endorsement, { now: now(), shownRevision })
    if (!decided.ok) return decided
    await markUsed(tx, link.hash, now())
    await store(tx, deps, { before: endorsement, decided: decided.value, contact })
    return ok(decided.value.to)
  })
