import { allows } from '../../domain/actions.ts'
import { asTold } from '../../domain/as-told.ts'
import { err, ok } from '../../domain/result.ts'
import { type Contact, findContact, keptContact } from '../../storage/contacts.ts'
import { insertEvent } from '../../storage/endorsements.ts'
import { lockLink } from '../../storage/lock-link.ts'
import { newContactKey, spendAllowance } from '../../storage/mail-allowances.ts'
import { isSameAddress } from '../../storage/sealing.ts'
import { markUsed } from '../../storage/tokens.ts'
import type { ContactDeps, ContactResult } from './contact-deps.ts'
import { openChange } from './open-change.ts'

/**
 * The representative names who is to take their place, by a link that was just mailed to them. A link does it once, and
 * what waited before is ended. Whether the new address is known here is told to nobody: its owner learns it by the
 * link.
 */
export const proposeContact = (deps: ContactDeps, token: string, contact: Contact): ContactResult<null> =>
  deps.db.transaction(async tx => {
    const { config, sealing, now } = deps
    const locked = await lockLink(tx, 'contact', token)
    if (!locked) return err({ reason: 'link_unknown' })
    const { link, endorsement: present } = locked
    if (link.usedAt) return err({ reason: 'link_used' })
    if (now() >= link.expiresAt) return err({ reason: 'link_expired' })
    const old = await findContact(tx, sealing, present.id)
    if (!old) return err({ reason: 'link_unknown' })
    const told = asTold(present, now())
    if (!allows('changeContact', told)) return err({ reason: 'wrong_status' })
    if (told !== present) return err({ reason: 'busy' })
    if (isSameAddress(contact.email, old.email)) return err({ reason: 'same_address' })
    const key = newContactKey(sealing, present.id, contact.email)
    if (!(await spendAllowance(tx, key, 'new-contact', config.asksPerAddress, now())))
      return err({ reason: 'links_spent' })
    // One moment for both: by it the link's page knows that what waits is what it put forward.
    const at = now()
    await markUsed(tx, link.hash, at)
    await openChange(tx, { ...deps, now: () => at }, present, keptContact(old, contact), null)
    await insertEvent(tx, present, 'contact_proposed', 'representative', at)
    return ok(null)
  })
