import { renderOneHourLink } from '../../../emails/one-hour-link.tsx'
import type { Deps } from '../../deps.ts'
import { oneHourLinkLifetime, sameAskPeriod } from '../../domain/durations.ts'
import type { Endorsement } from '../../domain/endorsement.ts'
import { oneHourLinksADay } from '../../domain/limits.ts'
import { oweMail } from '../../mail/owe.ts'
import { issueLink } from '../../mail/private-link.ts'
import { findRequestFacts } from '../../mail/request-facts.ts'
import type { Transaction } from '../../storage/client.ts'
import { findContact } from '../../storage/contacts.ts'
import { oneHourKey, spendAllowance } from '../../storage/mail-allowances.ts'
import { isTokenFresh } from '../../storage/tokens.ts'
import type { AskedPurpose } from './one-hour-actions.ts'

/**
 * Owes a one-hour link to the address on file. Call it with the endorsement locked.
 * - The same wish within {@link sameAskPeriod} is the same: a button that is pressed twice sends one mail.
 * - `capped`: the address has had {@link oneHourLinksADay} about this endorsement within a day.
 * - `erased`: there is no address any more.
 */
export async function mailOneHourLink(
  tx: Transaction,
  deps: Pick<Deps, 'config' | 'sealing' | 'random' | 'now'>,
  endorsement: Endorsement,
  purpose: AskedPurpose,
): Promise<'sent' | 'capped' | 'erased'> {
  const { sealing } = deps
  const { id } = endorsement
  const contact = await findContact(tx, sealing, id)
  if (!contact) return 'erased'
  const createdAt = deps.now()
  const sameSince = new Date(createdAt.getTime() - sameAskPeriod)
  if (await isTokenFresh(tx, { endorsementId: id, purpose }, sameSince)) return 'sent'
  const both = oneHourKey(sealing, id, contact.email)
  if (!(await spendAllowance(tx, both, 'one-hour-link', oneHourLinksADay, createdAt))) return 'capped'

  const expiresAt = new Date(createdAt.getTime() + oneHourLinkLifetime)
  const mail = renderOneHourLink({
    ...(await findRequestFacts(tx, endorsement)),
    purpose,
    url: await issueLink(tx, deps, endorsement, { purpose, expiresAt }),
    expiresAt,
  })
  const message = { to: contact.email, ...mail }
  await oweMail(tx, deps, { endorsementId: id, kind: 'one-hour-link', message })
  return 'sent'
}
