import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import type { Database, Reader, Transaction } from './client.ts'
import { ContactKeyFault, followKeys, nameOfKey } from './current-key.ts'
import { contactKeys, currentContactKey } from './schema/contact-keys.ts'
import { countSealedByKey } from './sealed-columns.ts'
import { areEqual, type Sealing } from './sealing.ts'

const sampleContext = 'contact-key sample'
const sampleText = 'This key opens what is sealed here.'

export type KnownKey = typeof contactKeys.$inferSelect

export const findKeys = (reader: Reader): Promise<KnownKey[]> =>
  reader.select().from(contactKeys).orderBy(asc(contactKeys.notedAt), asc(contactKeys.id))

/**
 * The names of keys with which something is wrong:
 * - data may be sealed under it, and it is not configured;
 * - it is configured, and does not open its own sample.
 *
 * Where no start has noted any keys yet, what is sealed tells which are needed.
 */
export async function findMissingKeys(reader: Reader, sealing: Sealing): Promise<string[]> {
  const own = sealing.keyIds()
  const isOwn = (id: Uint8Array) => own.some(one => areEqual(one, id))
  const inUse = (await findKeys(reader)).filter(({ retiredAt }) => retiredAt === null)
  const toTry = inUse.filter(({ id, currentSince }) => isOwn(id) || currentSince !== null)
  const opened = await Promise.all(
    toTry.map(async key => ({ ...key, opens: isOwn(key.id) && (await opensSample(sealing, key)) })),
  )
  // Of a key that never was current only what is sealed tells whether it is needed.
  const sealed = toTry.length === inUse.length && inUse.length > 0 ? [] : await countSealedByKey(reader)
  const needed = sealed.filter(({ id }) => !isOwn(id))
  const missing = [...opened.filter(({ opens }) => !opens), ...needed].map(({ id }) => nameOfKey(id))
  return [...new Set(missing)]
}

const opensSample = (sealing: Sealing, { sample }: KnownKey): Promise<boolean> =>
  sealing.open(sampleContext, sample).then(
    text => text === sampleText,
    () => false,
  )

/**
 * Notes the keys that are configured, each with a sample, and makes the sealing use the one that is current. At the
 * first start that is one under which data is sealed, else the one with the least id: the order in the variable decides
 * nothing. Throws {@link ContactKeyFault}, having noted nothing, where data is sealed under a key that is not there.
 */
export async function noteKeys(db: Database, sealing: Sealing, now: Date): Promise<void> {
  await db.transaction(async tx => {
    const missing = await findMissingKeys(tx, sealing)
    if (missing.length > 0) throw new ContactKeyFault(missing)
    for (const id of sealing.keyIds()) {
      const sample = await sealing.sealUnder(id, sampleContext, sampleText)
      await tx.insert(contactKeys).values({ id, sample, notedAt: now }).onConflictDoNothing()
    }
    await chooseFirst(tx, sealing, now)
    await followKeys(tx, sealing)
  })
}

/** Makes a key the current one where none ever was. */
async function chooseFirst(tx: Transaction, sealing: Sealing, now: Date) {
  const [present] = await tx.select({ keyId: currentContactKey.keyId }).from(currentContactKey)
  if (present) return
  const first = await firstKey(tx, sealing)
  const chosen = await tx
    .insert(currentContactKey)
    .values({ keyId: first })
    .onConflictDoNothing()
    .returning({ keyId: currentContactKey.keyId })
  if (chosen.length > 0)
    await tx.update(contactKeys).set({ currentSince: now }).where(eq(contactKeys.id, first))
}

async function firstKey(tx: Transaction, sealing: Sealing): Promise<Uint8Array> {
  const [sealed] = await countSealedByKey(tx)
  const [least] = sealing.keyIds().toSorted(Buffer.compare)
  const first = sealed?.id ?? least
  if (!first) throw new Error('sealing has no key')
  return first
}

/** Makes another key the current one, for every process from its next transaction on. */
export async function makeCurrent(tx: Transaction, sealing: Sealing, id: Uint8Array, now: Date) {
  await tx.update(currentContactKey).set({ keyId: id, changes: sql`${currentContactKey.changes} + 1` })
  await tx.update(contactKeys).set({ currentSince: now }).where(eq(contactKeys.id, id))
  await followKeys(tx, sealing)
}

/** Nothing may be sealed under it from here on: waits for what is being sealed at this moment. */
export async function markRetired(tx: Transaction, id: Uint8Array, now: Date) {
  await tx
    .update(contactKeys)
    .set({ retiredAt: now })
    .where(and(eq(contactKeys.id, id), isNull(contactKeys.retiredAt)))
}
