import type { Deps } from '../deps.ts'
import type { MailKind } from '../domain/endorsement.ts'
import { type ModeratorMailKind, priorityOf, shareOf } from '../domain/mail-order.ts'
import type { Transaction } from '../storage/client.ts'
import { findTurn, outboxContext } from '../storage/outbox.ts'
import { outbox } from '../storage/schema/mail.ts'
import type { Message } from './mailer.ts'

/** Whom a message is for: an endorsement's representative, or a moderator. */
type Recipient = { endorsementId: string; kind: MailKind } | { moderatorId: string; kind: ModeratorMailKind }
/** What a mail answers. `source`: who caused it, an HMAC of 32 bytes; mails of one source take turns. */
export type MailCause = { source?: Uint8Array | undefined; askId?: string | undefined }
/** `updateId`: the update that it brings; nobody gets one twice. */
type Owed = Recipient & {
  message: Message
  notBefore?: Date
  updateId?: string
} & MailCause

/** No machine answers it, as who is away would to the operator's address: RFC 3834, 5. */
const fromMachine = { 'Auto-Submitted': 'auto-generated' }

/**
 * Owes a message from the transaction that causes it. The sealed bytes are the message as it was rendered: every retry
 * sends the same under the same idempotency key. It goes as soon as its turn comes, or not before `notBefore`.
 */
export async function oweMail(
  tx: Transaction,
  { sealing, now }: Pick<Deps, 'sealing' | 'now'>,
  { message, notBefore, source = undefined, ...recipient }: Owed,
) {
  const id = crypto.randomUUID()
  const createdAt = now()
  const row = {
    priority: priorityOf(recipient.kind),
    share: sealing.fingerprint(`mail share ${shareOf(message.to)}`)[0],
    source: source ?? null,
    createdAt,
  }
  await tx.insert(outbox).values({
    id,
    ...recipient,
    ...row,
    turn: await findTurn(tx, row),
    sealed: await sealing.seal(
      outboxContext(id),
      JSON.stringify({ ...message, headers: { ...fromMachine, ...message.headers } }),
    ),
    nextAttemptAt: notBefore ?? createdAt,
  })
}
