import { err, ok } from '../../domain/result.ts'
import { findContactChange, stopContactChange } from '../../storage/contact-changes.ts'
import { lockLink } from '../../storage/lock-link.ts'
import { markUsed } from '../../storage/tokens.ts'
import type { ContactDeps, ContactResult } from './contact-deps.ts'

/** The address on file stops what a moderator put forward, by the link in its notice, for as long as it is not made. */
export const objectToChange = (deps: ContactDeps, token: string): ContactResult<null> =>
  deps.db.transaction(async tx => {
    const { sealing } = deps
    const now = deps.now()
    // The change may have been made meanwhile, or another one opened.
    const locked = await lockLink(tx, 'contact-objection', token)
    if (!locked) return err({ reason: 'link_unknown' })
    const { link, endorsement } = locked
    if (link.usedAt) return err({ reason: 'link_used' })
    if (!(await findContactChange(tx, sealing, endorsement.id))) return err({ reason: 'link_unknown' })
    await markUsed(tx, link.hash, now)
    await stopContactChange(tx, endorsement, 'representative', now, link.hash)
    return ok(null)
  })
