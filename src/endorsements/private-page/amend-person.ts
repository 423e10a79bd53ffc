import * as z from 'zod'
import type { Deps } from '../../deps.ts'
import { day } from '../../domain/durations.ts'
import { personChangesADay } from '../../domain/limits.ts'
import { err, ok, type Result } from '../../domain/result.ts'
import { type Contact, findContact, replaceContact } from '../../storage/contacts.ts'
import { findChangedAt, insertEvent } from '../../storage/endorsements.ts'
import { representativeShape } from '../ask/request-form.ts'
import { lockPrivateLink, type PrivateLinkError } from '../private-link.ts'
import type { PersonField } from '../sent-form.ts'

export const personFields = ['representative', 'role'] as const satisfies readonly PersonField[]

export const personForm = z.object(representativeShape)

/**
 * Puts the representative's own name and role right, as long as they are kept. No moderator decides on them and nobody
 * reads them elsewhere: the revision stays, and nobody is mailed. `same`: that is what is kept already.
 */
export const amendPerson = (
  { db, sealing, now }: Pick<Deps, 'db' | 'sealing' | 'now'>,
  token: string,
  person: Pick<Contact, PersonField>,
): Promise<Result<'saved' | 'same', PrivateLinkError | { reason: 'too_many' }>> =>
  db.transaction(async tx => {
    const opened = await lockPrivateLink(tx, now(), token)
    if (!opened.ok) return opened
    const { present } = opened.value
    const contact = await findContact(tx, sealing, present.id)
    if (!contact) return err({ reason: 'link_unknown' })
    if (personFields.every(field => contact[field] === person[field])) return ok('same')
    const changes = await findChangedAt(tx, present.id, 'contact_amended', personChangesADay)
    const since = now().getTime() - day
    if (changes.filter(at => at.getTime() > since).length >= personChangesADay)
      return err({ reason: 'too_many' })
    await replaceContact(tx, sealing, present.id, { ...contact, ...person })
    await insertEvent(tx, present, 'contact_amended', 'representative', now())
    return ok('saved')
  })
