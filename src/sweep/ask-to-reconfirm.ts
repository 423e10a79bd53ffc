import { renderReconfirm } from '../../emails/reconfirm.tsx'
import type { Deps } from '../deps.ts'
import type { Endorsement } from '../domain/endorsement.ts'
import type { PresentText } from '../domain/statement.ts'
import { oweMail } from '../mail/owe.ts'
import { issuePrivateLink } from '../mail/private-link.ts'
import { findRequestFacts } from '../mail/request-facts.ts'
import type { Transaction } from '../storage/client.ts'
import { findContact } from '../storage/contacts.ts'
import { findTextsToAskAbout, takeToAsk } from '../storage/reconfirmations.ts'

type AskDeps = Pick<Deps, 'config' | 'db' | 'sealing' | 'random' | 'now'>

/**
 * Owes a mail to signatories of a text that said something else: each is asked once whether it signs what the text says
 * now. Up to `most` of a statement at a time.
 */
export async function askToReconfirm(deps: AskDeps, most: number): Promise<void> {
  for (const [slug, text] of await findTextsToAskAbout(deps.db))
    await deps.db.transaction(tx => askSome(tx, deps, slug, text, most))
}

async function askSome(tx: Transaction, deps: AskDeps, slug: string, text: PresentText, most: number) {
  for (const signatory of await takeToAsk(tx, slug, text, most))
    await mailReconfirm(tx, deps, signatory, text)
}

async function mailReconfirm(
  tx: Transaction,
  deps: AskDeps,
  signatory: Endorsement,
  { version: newest }: PresentText,
) {
  const { id } = signatory
  const contact = await findContact(tx, deps.sealing, id)
  if (!contact) return
  const mail = renderReconfirm({
    ...(await findRequestFacts(tx, signatory, newest)),
    signed: signatory.version,
    newest,
    privateUrl: await issuePrivateLink(tx, deps, signatory),
  })
  await oweMail(tx, deps, { endorsementId: id, kind: 'reconfirm', message: { to: contact.email, ...mail } })
}
