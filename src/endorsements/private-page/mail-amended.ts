import { renderAmended } from '../../../emails/amended.tsx'
import type { Deps } from '../../deps.ts'
import type { Endorsement } from '../../domain/endorsement.ts'
import { oweMail } from '../../mail/owe.ts'
import { issuePrivateLink } from '../../mail/private-link.ts'
import { findRequestFacts } from '../../mail/request-facts.ts'
import type { Transaction } from '../../storage/client.ts'
import { findContact } from '../../storage/contacts.ts'
import { changesBetween } from './changes-between.ts'

/** Tells the representative what was changed by a link to the private page: others may have one. */
export async function mailAmended(
  tx: Transaction,
  deps: Pick<Deps, 'config' | 'sealing' | 'random' | 'now'>,
  before: Endorsement,
  after: Endorsement,
) {
  const { id, language } = after
  const contact = await findContact(tx, deps.sealing, id)
  if (!contact) return
  const mail = renderAmended({
    ...(await findRequestFacts(tx, after)),
    changes: changesBetween(language, before, after),
    privateUrl: await issuePrivateLink(tx, deps, after),
  })
  await oweMail(tx, deps, { endorsementId: id, kind: 'amended', message: { to: contact.email, ...mail } })
}
