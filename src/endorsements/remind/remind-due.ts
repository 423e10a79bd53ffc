import { renderAnswerReminder } from '../../../emails/answer-reminder.tsx'
import { renderConfirmReminder } from '../../../emails/confirm-reminder.tsx'
import type { Deps } from '../../deps.ts'
import type { Endorsement } from '../../domain/endorsement.ts'
import { describeError } from '../../log.ts'
import { oweMail } from '../../mail/owe.ts'
import { issuePrivateLink } from '../../mail/private-link.ts'
import { findRequestFacts } from '../../mail/request-facts.ts'
import type { Transaction } from '../../storage/client.ts'
import { findReadableContact } from '../../storage/contacts.ts'
import { isAnyoneToRemind, takeToRemind } from '../../storage/reminders.ts'
import { isUnreachable } from '../../storage/unreachable.ts'
import { issueConfirmLink } from '../confirm/confirm-link.ts'

type RemindDeps = Pick<Deps, 'config' | 'db' | 'sealing' | 'random' | 'now' | 'log'>

/**
 * Reminds, each once, up to `most` of those whose turn it is: whoever has not confirmed, before the request lapses or
 * the statement closes, and whoever owes a moderator an answer, before it closes. What a request may come to does not
 * change by it.
 */
export async function remindDue(deps: RemindDeps, most: number): Promise<void> {
  const at = deps.now()
  if (!(await isAnyoneToRemind(deps.db, at))) return
  await deps.db.transaction(async tx => {
    for (const { endorsement, isSkipped } of await takeToRemind(tx, at, most))
      if (!isSkipped) await remind(tx, deps, endorsement)
  })
}

async function remind(tx: Transaction, deps: RemindDeps, endorsement: Endorsement) {
  const { id: endorsementId } = endorsement
  const contact = await findReadableContact(tx, deps.sealing, endorsementId, error =>
    deps.log('error', 'contact_unreadable', { endorsement: endorsementId, ...describeError(error) }),
  )
  if (!contact || (await isUnreachable(tx, deps.sealing.lookup(contact.email)))) return
  const facts = await findRequestFacts(tx, endorsement)
  if (endorsement.status === 'requested') {
    const link = await issueConfirmLink(tx, deps, endorsement, endorsement.expiresAt)
    const message = { to: contact.email, ...renderConfirmReminder({ ...facts, ...link }) }
    await oweMail(tx, deps, { endorsementId, kind: 'confirm-reminder', message })
    return
  }
  const privateUrl = await issuePrivateLink(tx, deps, endorsement)
  const message = { to: contact.email, ...renderAnswerReminder({ ...facts, privateUrl }) }
  await oweMail(tx, deps, { endorsementId, kind: 'answer-reminder', message })
}
