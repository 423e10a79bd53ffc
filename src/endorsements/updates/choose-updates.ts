import type { Deps } from '../../deps.ts'
import { err, ok, type Result } from '../../domain/result.ts'
import { findContact } from '../../storage/contacts.ts'
import { setSubscribed } from '../../storage/update-subscriptions.ts'
import { lockPrivateLink, type PrivateLinkError } from '../private-link.ts'

/** Whether the contact person wants news of the statement, by their private page. Pressed twice, it does so once. */
export const chooseUpdates = (
  { db, sealing, now }: Pick<Deps, 'db' | 'sealing' | 'now'>,
  token: string,
  wanted: boolean,
): Promise<Result<null, PrivateLinkError>> =>
  db.transaction(async tx => {
    const opened = await lockPrivateLink(tx, now(), token)
    if (!opened.ok) return opened
    const { id } = opened.value.present
    if (!(await findContact(tx, sealing, id))) return err({ reason: 'link_unknown' })
    await setSubscribed(tx, id, wanted, now())
    return ok(null)
  })
