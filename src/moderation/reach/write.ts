import type { Deps } from '../../deps.ts'
import { day } from '../../domain/durations.ts'
import type { Endorsement } from '../../domain/endorsement.ts'
import * as rules from '../../domain/reaching.ts'
import { err, ok } from '../../domain/result.ts'
import { oweMail } from '../../mail/owe.ts'
import { issuePrivateLink } from '../../mail/private-link.ts'
import type { Transaction } from '../../storage/client.ts'
import { findContact } from '../../storage/contacts.ts'
import { wasProved } from '../../storage/endorsements.ts'
import { insertLog } from '../../storage/moderation-log.ts'
import { findRemarksSince, insertRemark } from '../../storage/remarks.ts'
import { mailTitleOf } from '../../storage/statements.ts'
import { type Decided, type DecisionCommand, type DecisionDeps, onRequest } from '../on-request.ts'
import { composeMessage } from './message-mail.ts'

/**
 * Writes to the representative and decides nothing: log, words and mail in one transaction. The request is locked, so
 * that messages are counted one by one.
 */
export const write = (
  deps: DecisionDeps,
  { id, revision, moderator, text }: DecisionCommand & { text: string },
): Decided =>
  onRequest(deps, { id, moderator }, async (tx, endorsement) => {
    const { sealing, now } = deps
    const contact = await findContact(tx, sealing, id)
    if (!contact) return err({ reason: 'contact_erased' })
    const messages = await findRemarksSince(tx, sealing, id, 'write', new Date(now().getTime() - day))
    const isProved = await wasProved(tx, id)
    const decided = rules.write(endorsement, { shownRevision: revision, isProved, text, messages }, now())
    if (!decided.ok) return decided
    if (!decided.value) return ok(endorsement)
    const entry = await insertLog(tx, { kind: 'write', moderatorId: moderator, endorsement }, now())
    await insertRemark(tx, sealing, { logId: entry.id, endorsementId: id, text })
    await mailMessage(tx, deps, { endorsement, text, to: contact.email })
    return ok(endorsement)
  })

async function mailMessage(
  tx: Transaction,
  deps: Pick<Deps, 'config' | 'sealing' | 'random' | 'now'>,
  { endorsement, text, to }: { endorsement: Endorsement; text: string; to: string },
) {
  const { id, statement, version, language } = endorsement
  const message = composeMessage({
    endorsement,
    title: await mailTitleOf(tx, statement, version, language),
    privateUrl: await issuePrivateLink(tx, deps, endorsement),
    text,
  })
  await oweMail(tx, deps, { endorsementId: id, kind: 'message', message: { to, ...message } })
}
