import type { Deps } from '../deps.ts'
import type { MailKind } from '../domain/endorsement.ts'
import type { Transaction } from '../storage/client.ts'
import { outboxContext } from '../storage/outbox.ts'
import { outbox } from '../storage/schema/mail.ts'
import type { Message } from './mailer.ts'

/** Whom a message is for: an endorsement's representative, or a moderator. */
type Recipient = { endorsementId: string; kind: MailKind } | { moderatorId: string; kind: ModeratorMailKind }
export type ModeratorMailKind = 'invitation' | 'moderator-joined' | 'passkey-added' | 'waiting' | 'digest'

/**
 * Owes a message from the transaction that causes it. The sealed bytes are the message as it was rendered: every retry
 * sends the same under the same idempotency key. It goes at once, or not before `notBefore`.
 */
export async function oweMail(
  tx: Transaction,
  { sealing, now }: Pick<Deps, 'sealing' | 'now'>,
  { message, notBefore, ...recipient }: Recipient & { message: Message; notBefore?: Date },
) {
  const id = crypto.randomUUID()
  const sealed = await sealing.seal(outboxContext(id), JSON.stringify(message))
  const createdAt = now()
  await tx
    .insert(outbox)
    .values({ id, ...recipient, sealed, createdAt, nextAttemptAt: notBefore ?? createdAt })
}
