import { and, eq, inArray, isNotNull, lt, or, sql } from 'drizzle-orm'
import type { Unreachable } from '../domain/mail-outcome.ts'
import type { Reader, Transaction } from './client.ts'
import { endorsements } from './schema/endorsements.ts'
import { unreachableAddresses } from './schema/mail.ts'
import type { Macs } from './sealing.ts'

// Addresses at which a mail did not arrive, and will not.

/** Notes that no mail arrives at an address; what was known of it before is older. */
export async function insertUnreachable(tx: Transaction, [lookup]: Macs, reason: Unreachable, now: Date) {
  await tx
    .insert(unreachableAddresses)
    .values({ lookup, reason, since: now })
    .onConflictDoUpdate({ target: unreachableAddresses.lookup, set: { reason, since: now } })
}

export async function isUnreachable(reader: Reader, lookup: Macs): Promise<boolean> {
  const rows = await reader
    .select({ since: unreachableAddresses.since })
    .from(unreachableAddresses)
    .where(inArray(unreachableAddresses.lookup, [...lookup]))
  return rows.length > 0
}

/** Why no mail arrives at the address on file of an endorsement, and since when that is known; null where it may. */
export async function findUnreachable(
  reader: Reader,
  endorsementId: string,
): Promise<{ reason: Unreachable; since: Date } | null> {
  const { reason, since, lookup } = unreachableAddresses
  const [row] = await reader
    .select({ reason, since })
    .from(unreachableAddresses)
    .innerJoin(endorsements, or(eq(endorsements.typedLookup, lookup), eq(endorsements.emailLookup, lookup)))
    .where(eq(endorsements.id, endorsementId))
    .limit(1)
  return row ?? null
}

/** The same for a column of a query of endorsements. */
export const hasUnreachableAddress = sql<boolean>`EXISTS (
  SELECT FROM unreachable_addresses
  WHERE unreachable_addresses.lookup IN (endorsements.typed_lookup, endorsements.email_lookup))`

/**
 * Lets mail go to an address again: somebody wants it tried, or a mail that went after `before` has arrived.
 *
 * @returns how many there were
 */
export async function deleteUnreachable(tx: Transaction, lookup: Macs, before?: Date): Promise<number> {
  const { since } = unreachableAddresses
  const deleted = await tx
    .delete(unreachableAddresses)
    .where(and(inArray(unreachableAddresses.lookup, [...lookup]), before && lt(since, before)))
    .returning({ since })
  return deleted.length
}

/** Brings what is known of an address from under other keys to the current one, as its endorsements. */
export async function moveUnreachable(tx: Transaction, [lookup, ...others]: Macs) {
  if (others.length === 0) return
  const moved = await tx
    .delete(unreachableAddresses)
    .where(inArray(unreachableAddresses.lookup, others))
    .returning()
  for (const row of moved)
    await tx
      .insert(unreachableAddresses)
      .values({ ...row, lookup })
      .onConflictDoNothing()
}

/** Forgets what is known of the addresses on file of endorsements. */
export async function deleteUnreachableOf(tx: Transaction, endorsementIds: string[]) {
  const { typedLookup, emailLookup, id } = endorsements
  const lookups = (lookup: typeof typedLookup | typeof emailLookup) =>
    tx
      .select({ lookup: sql<Uint8Array>`${lookup}` })
      .from(endorsements)
      .where(and(inArray(id, endorsementIds), isNotNull(lookup)))
  await tx
    .delete(unreachableAddresses)
    .where(
      or(
        inArray(unreachableAddresses.lookup, lookups(typedLookup)),
        inArray(unreachableAddresses.lookup, lookups(emailLookup)),
      ),
    )
}

export async function deleteOldUnreachable(tx: Transaction, before: Date) {
  await tx.delete(unreachableAddresses).where(lt(unreachableAddresses.since, before))
}
