import { and, eq, inArray, isNotNull, isNull, lte, ne, sql } from 'drizzle-orm'
import type { MailKind } from '../domain/endorsement.ts'
import type { Transaction } from './client.ts'
import { outbox } from './schema/mail.ts'

// How messages end that nobody is to get, or that are nobody's news any more.

/**
 * Wipes all messages about these endorsements that the provider has not taken, tried or not: nobody is to get them.
 * `only` and `but`: of one kind alone, or of every other.
 */
export async function wipeUnsent(
  tx: Transaction,
  endorsementIds: string[],
  now: Date,
  { only, but }: { only?: MailKind; but?: MailKind } = {},
) {
  await tx
    .update(outbox)
    .set({ sealed: null, cancelledAt: now, parkedAt: null })
    .where(
      and(
        inArray(outbox.endorsementId, endorsementIds),
        only && eq(outbox.kind, only),
        but && ne(outbox.kind, but),
        isNull(outbox.sentAt),
        isNull(outbox.cancelledAt),
      ),
    )
}

/** The same of all messages that bring an update, which was stopped. */
export async function wipeUnsentOfUpdate(tx: Transaction, updateId: string, now: Date) {
  await tx
    .update(outbox)
    .set({ sealed: null, cancelledAt: now, parkedAt: null })
    .where(and(eq(outbox.updateId, updateId), isNull(outbox.sentAt), isNull(outbox.cancelledAt)))
}

/**
 * Wipes what is still owed, since before a time, to people whose data is erased: parked, it would keep their address
 * for good. @returns how many messages there were
 */
export async function wipeOwedToErased(tx: Transaction, before: Date, now: Date): Promise<number> {
  const wiped = await tx
    .update(outbox)
    .set({ sealed: null, cancelledAt: now, parkedAt: null })
    .where(and(eq(outbox.kind, sql`'erased'`), isNotNull(outbox.sealed), lte(outbox.createdAt, before)))
    .returning({ id: outbox.id })
  return wiped.length
}

/**
 * Forgets what was owed, or sent, since before a time. A message that nobody could deliver for so long is nobody's
 * news; by its id the provider would still know whom it went to.
 */
export async function forgetOldMails(tx: Transaction, before: Date, now: Date) {
  await tx
    .update(outbox)
    .set({ sealed: null, cancelledAt: now, parkedAt: null })
    .where(and(isNotNull(outbox.sealed), lte(outbox.createdAt, before)))
  await tx
    .update(outbox)
    .set({ providerId: null, askId: null, polledAt: null })
    .where(and(isNotNull(outbox.providerId), lte(outbox.sentAt, before)))
}

/** Takes back an endorsement's messages of a kind that were never tried. @returns how many there were */
export async function cancelUnsent(
  tx: Transaction,
  endorsementId: string,
  kind: MailKind,
  now: Date,
): Promise<number> {
  const cancelled = await tx
    .update(outbox)
    .set({ sealed: null, cancelledAt: now })
    .where(
      and(
        eq(outbox.endorsementId, endorsementId),
        eq(outbox.kind, kind),
        isNull(outbox.firstAttemptAt),
        isNull(outbox.sentAt),
        isNull(outbox.parkedAt),
        isNull(outbox.cancelledAt),
      ),
    )
    .returning({ id: outbox.id })
  return cancelled.length
}
