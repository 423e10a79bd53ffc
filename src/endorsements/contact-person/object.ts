import { err, ok } from '../../domain/result.ts'
import { endContactChange, findContactChange } from '../../storage/contact-changes.ts'
import { insertEvent, lockEndorsement } from '../../storage/endorsements.ts'
import { findTokenFor, markUsed } from '../../storage/tokens.ts'
import type { ContactDeps, ContactResult } from './contact-deps.ts'

/** The address on file stops what a moderator put forward, by the link in its notice, for as long as it is not made. */
export const objectToChange = (deps: ContactDeps, token: string): ContactResult<null> =>
  deps.db.transaction(async tx => {
    const { sealing } = deps
    const now = deps.now()
    const known = await findTokenFor(tx, ['contact-objection'], token)
    const present = known && (await lockEndorsement(tx, known.endorsementId))
    // Read again behind the lock: the change may have been made, or another one opened.
    const link = present && (await findTokenFor(tx, ['contact-objection'], token))
    if (!link) return err({ reason: 'link_unknown' })
    if (link.usedAt) return err({ reason: 'link_used' })
    if (!(await findContactChange(tx, sealing, present.id))) return err({ reason: 'link_unknown' })
    await markUsed(tx, link.hash, now)
    await endContactChange(tx, present.id, now, link.hash)
    await insertEvent(tx, present, 'contact_stopped', 'representative', now)
    return ok(null)
  })
