import type { Deps } from '../deps.ts'
import type { MailKind } from '../domain/endorsement.ts'
import type { Transaction } from '../storage/client.ts'
import { outbox } from '../storage/schema.ts'
import type { Message } from './mailer.ts'

export const outboxContext = (id: string) => `outbox:${id}`

/**
 * Owes a message from the transaction that causes it. It is rendered and sealed here, so that every
 * retry sends the same bytes under the same idempotency key.
 */
export async function oweMail(
  tx: Transaction,
  { sealing, now }: Pick<Deps, 'sealing' | 'now'>,
  { endorsementId, kind, message }: { endorsementId: string; kind: MailKind; message: Message },
) {
  const id = crypto.randomUUID()
  const sealed = await sealing.seal(outboxContext(id), JSON.stringify(message))
  await tx.insert(outbox).values({ id, endorsementId, kind, sealed, createdAt: now(), nextAttemptAt: now() })
}
