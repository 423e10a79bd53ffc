import { and, asc, eq, lt, or, type SQL, sql } from 'drizzle-orm'
import type { Reader, Transaction } from './client.ts'
import { moderators, passkeys } from './schema/moderators.ts'

/** A WebAuthn credential: its public key in COSE form, and the transports that reach its device. */
export type Passkey = Omit<typeof passkeys.$inferSelect, 'transports'> & { transports: string[] }
export type NewPasskey = Omit<Passkey, 'createdAt' | 'lastUsedAt'>

export async function insertPasskey(tx: Transaction, { transports, ...passkey }: NewPasskey, now: Date) {
  await tx.insert(passkeys).values({ ...passkey, transports: transports.join(','), createdAt: now })
}

export async function findPasskey(reader: Reader, id: string): Promise<Passkey | null> {
  const [passkey] = await select(reader, eq(passkeys.id, id))
  return passkey ?? null
}

/** A moderator's own, the oldest first. */
export const findPasskeysOf = (reader: Reader, moderatorId: string): Promise<Passkey[]> =>
  select(reader, eq(passkeys.moderatorId, moderatorId))

async function select(reader: Reader, which: SQL): Promise<Passkey[]> {
  const rows = await reader.select().from(passkeys).where(which).orderBy(asc(passkeys.createdAt), passkeys.id)
  return rows.map(row => ({ ...row, transports: row.transports.split(',').filter(Boolean) }))
}

/**
 * Notes that a passkey was shown. False when:
 * - it is gone, or its owner is not active;
 * - its counter did not grow: somebody has a copy of it. A passkey without a counter always says 0.
 */
export async function noteUse(
  tx: Transaction,
  id: string,
  { counter, backedUp }: { counter: number; backedUp: boolean },
  now: Date,
): Promise<boolean> {
  const grows = or(lt(passkeys.counter, counter), and(eq(passkeys.counter, 0), sql`${counter}::bigint = 0`))
  const noted = await tx
    .update(passkeys)
    .set({ counter, backedUp, lastUsedAt: now })
    .from(moderators)
    .where(
      and(
        eq(passkeys.id, id),
        grows,
        eq(moderators.id, passkeys.moderatorId),
        eq(moderators.status, 'active'),
      ),
    )
    .returning({ id: passkeys.id })
  return noted.length > 0
}

/** False when that moderator has no such passkey. */
export async function deletePasskey(tx: Transaction, moderatorId: string, id: string): Promise<boolean> {
  const deleted = await tx
    .delete(passkeys)
    .where(and(eq(passkeys.id, id), eq(passkeys.moderatorId, moderatorId)))
    .returning({ id: passkeys.id })
  return deleted.length > 0
}
