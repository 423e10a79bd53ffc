import { renderUpdate } from '../../emails/update.tsx'
import type { Deps } from '../deps.ts'
import type { Language } from '../domain/language.ts'
import { describeError } from '../log.ts'
import { oweMail } from '../mail/owe.ts'
import { unsubscribeHeaders, unsubscribeUrl } from '../mail/unsubscribe-headers.ts'
import { findUpdateFacts } from '../mail/update-facts.ts'
import type { Transaction } from '../storage/client.ts'
import { findReadableContact } from '../storage/contacts.ts'
import { isUnreachable } from '../storage/unreachable.ts'
import {
  isUpdateOnItsWay,
  lockNextRecipients,
  noteReached,
  takeUpdateOnItsWay,
  type Update,
  type UpdateRecipient,
} from '../storage/updates.ts'

type SendDeps = Pick<Deps, 'config' | 'db' | 'sealing' | 'now' | 'log'>

/**
 * Owes an update that an administrator sent, or a final list, to its next recipients, up to `most` at a time: the next
 * sweep goes on from there. One sweep does at once; who has asked for no more meanwhile gets none.
 */
export async function sendUpdates(deps: SendDeps, most: number): Promise<void> {
  if (!(await isUpdateOnItsWay(deps.db))) return
  await deps.db.transaction(async tx => {
    const update = await takeUpdateOnItsWay(tx)
    if (!update) return
    const recipients = await lockNextRecipients(tx, update, most)
    const factsIn = factsByLanguage(tx, deps, update)
    for (const recipient of recipients) await owe(tx, deps, update, recipient, factsIn)
    const last = recipients.length < most ? null : (recipients.at(-1)?.endorsement.id ?? null)
    await noteReached(tx, update.id, last, deps.now())
  })
}

type Facts = Awaited<ReturnType<typeof findUpdateFacts>>
type FactsIn = (lang: Language) => Promise<Facts>

/** Read once for all who read a language. */
function factsByLanguage(tx: Transaction, deps: SendDeps, update: Update): FactsIn {
  const known = new Map<Language, Promise<Facts>>()
  return lang => {
    const facts = known.get(lang) ?? findUpdateFacts(tx, deps, update, lang)
    known.set(lang, facts)
    return facts
  }
}

async function owe(
  tx: Transaction,
  deps: SendDeps,
  { id: updateId }: Update,
  { endorsement, subscription }: UpdateRecipient,
  factsIn: FactsIn,
) {
  const { id: endorsementId, language } = endorsement
  if (subscription === null) return
  const contact = await findReadableContact(tx, deps.sealing, endorsementId, error =>
    deps.log('error', 'contact_unreadable', { endorsement: endorsementId, ...describeError(error) }),
  )
  // A mail that cannot arrive would only wait for a person to look.
  if (!contact || (await isUnreachable(tx, deps.sealing.lookup(contact.email)))) return
  const off = unsubscribeUrl(deps, language, { kind: 'updates', id: subscription })
  const mail = renderUpdate({ ...(await factsIn(language)), unsubscribeUrl: off })
  const message = { to: contact.email, ...mail, headers: unsubscribeHeaders(off) }
  await oweMail(tx, deps, { endorsementId, kind: 'update', updateId, message })
}
