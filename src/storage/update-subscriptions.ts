import { and, eq, inArray, isNotNull, isNull, or } from 'drizzle-orm'
import type { Reader, Transaction } from './client.ts'
import { wipeUnsent } from './outbox-ends.ts'
import { contacts, endorsements } from './schema/endorsements.ts'
import type { Macs } from './sealing.ts'

// That a contact asked for news of their statement. It is kept with the contact, and goes with it.

const { endorsementId, updatesId, updatesSince } = contacts

/** Since when the contact of an endorsement has asked for news; null where they have not, or are erased. */
export async function findSubscribedSince(reader: Reader, id: string): Promise<Date | null> {
  const [row] = await reader.select({ since: updatesSince }).from(contacts).where(eq(endorsementId, id))
  return row?.since ?? null
}

/**
 * Asks for news, or for no more: what was owed and has not gone is wiped then.
 * @returns false where it was so before
 */
export async function setSubscribed(
  tx: Transaction,
  id: string,
  wanted: boolean,
  now: Date,
): Promise<boolean> {
  const changed = await tx
    .update(contacts)
    .set(
      wanted
        ? { updatesId: crypto.randomUUID(), updatesSince: now }
        : { updatesId: null, updatesSince: null },
    )
    .where(and(eq(endorsementId, id), wanted ? isNull(updatesId) : isNotNull(updatesId)))
    .returning({ id: endorsementId })
  if (!wanted) await wipeUnsent(tx, [id], now, { only: 'update' })
  return changed.length > 0
}

/** Whether a subscription is still there, by its own id. */
export async function isSubscribed(reader: Reader, subscription: string): Promise<boolean> {
  const rows = await reader.select({ id: endorsementId }).from(contacts).where(eq(updatesId, subscription))
  return rows.length > 0
}

/** Ends a subscription by its own id, as the address in its mails does. */
export async function endSubscription(tx: Transaction, subscription: string, now: Date) {
  const [row] = await tx.select({ id: endorsementId }).from(contacts).where(eq(updatesId, subscription))
  if (row) await setSubscribed(tx, row.id, false, now)
}

/** Ends that of an endorsement, where the address is still its contact person's: another one has not complained. */
export async function endSubscriptionOf(tx: Transaction, id: string, [...lookup]: Macs, now: Date) {
  const { typedLookup, emailLookup } = endorsements
  const isOnFile = or(inArray(typedLookup, lookup), inArray(emailLookup, lookup))
  const rows = await tx
    .select({ id: endorsements.id })
    .from(endorsements)
    .where(and(eq(endorsements.id, id), isOnFile))
  if (rows.length > 0) await setSubscribed(tx, id, false, now)
}
