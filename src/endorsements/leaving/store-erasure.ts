import { renderErased } from '../../../emails/erased.tsx'
import { type Endorsement, isOpen } from '../../domain/endorsement.ts'
import { oweMail } from '../../mail/owe.ts'
import type { Transaction } from '../../storage/client.ts'
import { eraseOnWord } from '../../storage/erase-on-word.ts'
import { titleOf } from '../../storage/statements.ts'
import type { Leaving, LeavingDeps } from './store-withdrawal.ts'

/**
 * Forgets the representative and owes them one last mail. It is owed after all other mail is
 * wiped, and is wiped itself when the provider takes it.
 */
export async function storeErasure(
  tx: Transaction,
  deps: LeavingDeps,
  { before, decided, contact }: Leaving,
) {
  await eraseOnWord(tx, before, decided, deps.now())
  const { id, statement, version, language, organisation } = decided.to
  const { title, language: statementLang } = await titleOf(tx, statement, version, language)
  const mail = renderErased({
    lang: language,
    statementTitle: title,
    statementLang,
    organisation: organisation.name,
    standing: standingAfter(before),
  })
  await oweMail(tx, deps, { endorsementId: id, kind: 'erased', message: { to: contact.email, ...mail } })
}

/** How an organisation stands once its representative is forgotten, by how it stood. */
function standingAfter({ status }: Endorsement): 'listed' | 'stopped' | 'ended' {
  if (status === 'approved') return 'listed'
  return isOpen(status) ? 'stopped' : 'ended'
}
