import { renderErased } from '../../../emails/erased.tsx'
import { type Endorsement, isOpen } from '../../domain/endorsement.ts'
import { oweMail } from '../../mail/owe.ts'
import { findRequestFacts } from '../../mail/request-facts.ts'
import type { Transaction } from '../../storage/client.ts'
import { eraseOnWord } from '../../storage/erase-on-word.ts'
import type { OwnDeps, OwnTransition } from '../own-transition.ts'

/**
 * Forgets the representative and owes them one last mail. It is owed after all other mail is
 * wiped, and is wiped itself when the provider takes it.
 */
export async function storeErasure(
  tx: Transaction,
  deps: OwnDeps,
  { before, decided, contact }: OwnTransition,
) {
  await eraseOnWord(tx, before, decided, deps.now())
  const mail = renderErased({
    ...(await findRequestFacts(tx, decided.to)),
    standing: standingAfter(before),
  })
  await oweMail(tx, deps, {
    endorsementId: before.id,
    kind: 'erased',
    message: { to: contact.email, ...mail },
  })
}

/** How an organisation stands once its representative is forgotten, by how it stood. */
function standingAfter({ status }: Endorsement): 'listed' | 'stopped' | 'ended' {
  if (status === 'approved') return 'listed'
  return isOpen(status) ? 'stopped' : 'ended'
}
