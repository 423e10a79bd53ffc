import { err, ok } from '../../domain/result.ts'
import { findContactChange, stopContactChange } from '../../storage/contact-changes.ts'
import { lockPrivateLink } from '../private-link.ts'
import type { ContactDeps, ContactResult } from './contact-deps.ts'

/** Takes an open change back on the private page: the contact stays as it is. Pressed twice, it does so once. */
export const keepContact = (deps: ContactDeps, token: string): ContactResult<null> =>
  deps.db.transaction(async tx => {
    const { sealing, now } = deps
    const opened = await lockPrivateLink(tx, now(), token)
    if (!opened.ok) return err({ reason: 'link_unknown' })
    const { present } = opened.value
    if (!(await findContactChange(tx, sealing, present.id))) return ok(null)
    await stopContactChange(tx, present, 'representative', now())
    return ok(null)
  })
