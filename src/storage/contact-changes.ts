import { and, eq, isNotNull, isNull, lte } from 'drizzle-orm'
import type { Endorsement } from '../domain/endorsement.ts'
import type { Reader, Transaction } from './client.ts'
import type { Contact } from './contacts.ts'
import { insertEvent, lockEndorsement } from './endorsements.ts'
import { wipeUnsent } from './outbox-ends.ts'
import { type Actor, contactChanges } from './schema/endorsements.ts'
import type { Sealing } from './sealing.ts'
import { deleteTokensOf } from './tokens.ts'

/** Who is to be the contact person, who put them forward, and by when they have to say yes. */
export type ContactChange = Omit<typeof contactChanges.$inferSelect, 'sealed' | 'endorsementId'> & {
  contact: Contact
  /** As they said yes they asked for news. */
  wantsUpdates: boolean
}

/** What is sealed of it. */
type SealedChange = Contact & { wantsUpdates?: boolean }

export const contactChangeContext = (endorsementId: string) => `contact-change:${endorsementId}`

/** Opens a change, in the place of any that is open: there is one an endorsement. */
export async function putContactChange(
  tx: Transaction,
  sealing: Sealing,
  endorsementId: string,
  { contact, wantsUpdates, ...change }: ContactChange,
) {
  const sealed = await sealChange(sealing, endorsementId, { ...contact, wantsUpdates })
  await tx
    .insert(contactChanges)
    .values({ endorsementId, sealed, ...change })
    .onConflictDoUpdate({ target: contactChanges.endorsementId, set: { sealed, ...change } })
}

/** The open change, be its time over; null where there is none. */
export async function findContactChange(
  reader: Reader,
  sealing: Sealing,
  id: string,
): Promise<ContactChange | null> {
  const [row] = await reader.select().from(contactChanges).where(eq(contactChanges.endorsementId, id))
  if (!row) return null
  const { sealed, endorsementId, ...change } = row
  const opened = await sealing.open(contactChangeContext(endorsementId), sealed)
  const { wantsUpdates = false, ...contact } = JSON.parse(opened) as SealedChange
  return { ...change, contact, wantsUpdates }
}

const sealChange = (sealing: Sealing, endorsementId: string, change: SealedChange) =>
  sealing.seal(contactChangeContext(endorsementId), JSON.stringify(change))

/** Notes that the new address said yes before the address on file has had its time, and whether it asked for news. */
export async function acceptContactChange(
  tx: Transaction,
  sealing: Sealing,
  id: string,
  { contact, wantsUpdates }: Pick<ContactChange, 'contact' | 'wantsUpdates'>,
  now: Date,
) {
  const sealed = await sealChange(sealing, id, { ...contact, wantsUpdates })
  await tx.update(contactChanges).set({ sealed, acceptedAt: now }).where(eq(contactChanges.endorsementId, id))
}

/**
 * The endorsements whose change the clock is to make: the new address said yes, and the time for stopping it is over.
 */
export async function findDueContactChanges(reader: Reader, now: Date, most: number): Promise<string[]> {
  const rows = await reader
    .select({ id: contactChanges.endorsementId })
    .from(contactChanges)
    .where(and(isNotNull(contactChanges.acceptedAt), lte(contactChanges.objectionUntil, now)))
    .orderBy(contactChanges.objectionUntil)
    .limit(most)
  return rows.map(({ id }) => id)
}

export async function deleteContactChange(tx: Transaction, endorsementId: string) {
  await tx.delete(contactChanges).where(eq(contactChanges.endorsementId, endorsementId))
}

/**
 * Ends the open change: its links open nothing any more, and what of it was not sent is wiped. `but`: the hash of the
 * link that does it.
 */
export async function endContactChange(tx: Transaction, id: string, now: Date, but?: Uint8Array) {
  await deleteContactChange(tx, id)
  await deleteTokensOf(tx, id, {
    purposes: ['new-contact', 'contact-objection'],
    ...(but ? { but } : {}),
  })
  for (const only of ['new-contact', 'contact-notice'] as const) await wipeUnsent(tx, [id], now, { only })
}

/** The same, with its event: somebody took the open change back. */
export async function stopContactChange(
  tx: Transaction,
  endorsement: Endorsement,
  actor: Actor,
  now: Date,
  but?: Uint8Array,
) {
  await endContactChange(tx, endorsement.id, now, but)
  await insertEvent(tx, endorsement, 'contact_stopped', actor, now)
}

/** Ends what a moderator put forward and what is not made yet, wherever it is. */
export async function endContactChangesOf(tx: Transaction, moderatorId: string, now: Date) {
  const isTheirs = eq(contactChanges.proposedBy, moderatorId)
  const open = await tx.select({ id: contactChanges.endorsementId }).from(contactChanges).where(isTheirs)
  for (const { id } of open) {
    const endorsement = await lockEndorsement(tx, id)
    // Read again behind the lock: it may have been made or stopped, or another one opened.
    const still = await tx.$count(contactChanges, and(eq(contactChanges.endorsementId, id), isTheirs))
    if (!endorsement || still === 0) continue
    await stopContactChange(tx, endorsement, 'moderator', now)
  }
}

/** Whom nobody at the new address said yes for in time is forgotten. */
export async function deleteOldContactChanges(tx: Transaction, now: Date) {
  await tx
    .delete(contactChanges)
    .where(and(isNull(contactChanges.acceptedAt), lte(contactChanges.expiresAt, now)))
}
