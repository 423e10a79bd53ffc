import { renderWithdrawnByYou } from '../../../emails/withdrawn-by-you.tsx'
import type { Endorsement } from '../../domain/endorsement.ts'
import { oweMail } from '../../mail/owe.ts'
import { issuePrivateLink } from '../../mail/private-link.ts'
import { findRequestFacts } from '../../mail/request-facts.ts'
import { endClaim } from '../../storage/claims.ts'
import type { Transaction } from '../../storage/client.ts'
import { updateEndorsement } from '../../storage/endorsements.ts'
import { recordChange } from '../../storage/record.ts'
import type { OwnDeps, OwnTransition } from '../own-transition.ts'

/** Stores the representative's own withdrawal: the state, the record where it was public, the mail that says so. */
export async function storeWithdrawal(
  tx: Transaction,
  deps: OwnDeps,
  { before, decided, contact }: OwnTransition,
) {
  const at = deps.now()
  const { to, record } = decided
  if (!(await updateEndorsement(tx, before, decided, 'representative', at)))
    throw new Error('changed while it was locked')
  await endClaim(tx, to.id)
  if (record) await recordChange(tx, record, to, deps.random(32), at)
  await mailWithdrawal(tx, deps, { to, listed: record !== null, email: contact.email })
}

async function mailWithdrawal(
  tx: Transaction,
  deps: OwnDeps,
  { to, listed, email }: { to: Endorsement; listed: boolean; email: string },
) {
  const mail = renderWithdrawnByYou({
    ...(await findRequestFacts(tx, to)),
    listed,
    privateUrl: await issuePrivateLink(tx, deps, to),
  })
  await oweMail(tx, deps, { endorsementId: to.id, kind: 'withdrawn', message: { to: email, ...mail } })
}
