import type { Deps } from '../deps.ts'
import { afterEvent, asUnreachable } from '../domain/mail-outcome.ts'
import type { Transaction } from '../storage/client.ts'
import { followKeys } from '../storage/current-key.ts'
import { lockMailOf, setDelivery } from '../storage/deliveries.ts'
import { insertDeskCall } from '../storage/desk-calls.ts'
import { deleteUnreachable, insertUnreachable } from '../storage/unreachable.ts'
import { endSubscriptionOf } from '../storage/update-subscriptions.ts'
import type { Outcome } from './outcome.ts'

/**
 * Notes what became of a mail; stops further ones where none arrives, and news where somebody complained of it. Nothing
 * else follows: no request changes its state. A mail that is none of ours, or that we know no more, is passed over.
 */
export async function noteOutcome(
  tx: Transaction,
  { config, sealing, now, log }: Pick<Deps, 'config' | 'sealing' | 'now' | 'log'>,
  { providerId, delivery: told, to }: Outcome,
): Promise<void> {
  // What is stored is looked up under the key that is current.
  await followKeys(tx, sealing)
  const mail = await lockMailOf(tx, providerId)
  const delivery = mail && afterEvent(mail.delivery, told)
  if (!mail || !delivery) return
  await setDelivery(tx, mail.id, delivery, now())
  // The address works again: a mail that went after the one which did not arrive has arrived.
  if (delivery === 'delivered' && mail.sentAt) await deleteUnreachable(tx, sealing.lookup(to), mail.sentAt)
  if (delivery === 'complained' && mail.kind === 'update' && mail.endorsementId !== null)
    await endSubscriptionOf(tx, mail.endorsementId, sealing.lookup(to), now())
  const unreachable = asUnreachable(delivery)
  if (!unreachable && delivery !== 'undelivered') return
  log('warn', 'mail_not_delivered', { outbox: mail.id, delivery })
  // Before the address, as who erases a contact locks them.
  if (config.moderatorsWebhook) await insertDeskCall(tx, 'mail.undelivered', mail.endorsementId, now())
  if (unreachable) await insertUnreachable(tx, sealing.lookup(to), unreachable, now())
}
