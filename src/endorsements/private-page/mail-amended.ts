import { renderAmended } from '../../../emails/amended.tsx'
import type { Deps } from '../../deps.ts'
import type { Endorsement } from '../../domain/endorsement.ts'
import type { Amendment } from '../../domain/endorsing.ts'
import { countryName, translator } from '../../i18n/index.ts'
import { oweMail } from '../../mail/owe.ts'
import { issuePrivateLink } from '../../mail/private-link.ts'
import { findRequestFacts } from '../../mail/request-facts.ts'
import { type AmendField, amendFields, typedDetails } from '../../organisations/form.ts'
import type { Transaction } from '../../storage/client.ts'
import { findContact } from '../../storage/contacts.ts'

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
    changes: changesBetween(before, after),
    privateUrl: await issuePrivateLink(tx, deps, after),
  })
  await oweMail(tx, deps, { endorsementId: id, kind: 'amended', message: { to: contact.email, ...mail } })

  function changesBetween(one: Amendment, other: Amendment) {
    const [was, is] = [typedDetails(one), typedDetails(other)]
    return amendFields
      .filter(field => was[field] !== is[field])
      .map(field => ({ field, before: inWords(field, was[field]), after: inWords(field, is[field]) }))
  }

  function inWords(field: AmendField, text = ''): string {
    if (field === 'withheld') return translator(language)(text ? 'withheld.yes' : 'withheld.no')
    return (field === 'country' && text ? countryName(language, text) : text) ?? ''
  }
}
