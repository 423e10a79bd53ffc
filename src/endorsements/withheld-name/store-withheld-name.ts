import { renderVisibilityChanged } from '../../../emails/visibility-changed.tsx'
import type { Endorsement } from '../../domain/endorsement.ts'
import { oweMail } from '../../mail/owe.ts'
import { issuePrivateLink } from '../../mail/private-link.ts'
import { findRequestFacts } from '../../mail/request-facts.ts'
import type { Transaction } from '../../storage/client.ts'
import { updateEndorsement } from '../../storage/endorsements.ts'
import { recordChange } from '../../storage/record.ts'
import { endLinks } from '../../storage/tokens.ts'
import type { OwnDeps, OwnTransition } from '../own-transition.ts'

/**
 * Stores whether a signatory's name is shown, as its representative says: the state, the record, the mail that says so.
 * Links to the same or to the opposite that wait in the inbox end with it: what was just said, none of them undoes.
 */
export async function storeWithheldName(
  tx: Transaction,
  deps: OwnDeps,
  { before, decided, contact }: OwnTransition,
) {
  const at = deps.now()
  const { to, record } = decided
  if (!(await updateEndorsement(tx, before, decided, 'representative', at)))
    throw new Error('changed while it was locked')
  if (record) await recordChange(tx, record, to, deps.random(32), at)
  await endLinks(tx, to.id, ['withhold', 'reveal'], at)
  await mailWithheldName(tx, deps, { to, email: contact.email })
}

async function mailWithheldName(
  tx: Transaction,
  deps: OwnDeps,
  { to, email }: { to: Endorsement; email: string },
) {
  const mail = renderVisibilityChanged({
    ...(await findRequestFacts(tx, to)),
    privateUrl: await issuePrivateLink(tx, deps, to),
  })
  const message = { to: email, ...mail }
  await oweMail(tx, deps, { endorsementId: to.id, kind: 'visibility-changed', message })
}
