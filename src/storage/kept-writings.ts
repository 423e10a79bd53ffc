import { and, desc, eq, gt, lte, notInArray } from 'drizzle-orm'
import { keptWritingLifetime } from '../domain/durations.ts'
import { mostKeptWritings } from '../domain/limits.ts'
import type { Reader, Transaction } from './client.ts'
import { keptWritings } from './schema/drafts.ts'
import type { Sealing } from './sealing.ts'

export const keptWritingContext = (id: string) => `kept-writing:${id}`

export type KeptWriting = { id: string; slug: string | null; keptAt: Date; content: unknown }

/**
 * Keeps what an administrator sent and could not be taken, sealed. Of more than {@link mostKeptWritings} the oldest go:
 * whoever sends can only push out their own.
 */
export async function keepWriting(
  tx: Transaction,
  { sealing, now }: { sealing: Sealing; now: () => Date },
  { moderatorId, slug, content }: { moderatorId: string; slug: string | null; content: unknown },
): Promise<string> {
  const id = crypto.randomUUID()
  const sealed = await sealing.seal(keptWritingContext(id), JSON.stringify(content))
  await tx.insert(keptWritings).values({ id, moderatorId, slug, sealed, keptAt: now() })
  const newest = tx
    .select({ id: keptWritings.id })
    .from(keptWritings)
    .where(eq(keptWritings.moderatorId, moderatorId))
    .orderBy(desc(keptWritings.keptAt), desc(keptWritings.id))
    .limit(mostKeptWritings)
  await tx
    .delete(keptWritings)
    .where(and(eq(keptWritings.moderatorId, moderatorId), notInArray(keptWritings.id, newest)))
  return id
}

const isKept = (moderatorId: string, now: Date) =>
  and(
    eq(keptWritings.moderatorId, moderatorId),
    gt(keptWritings.keptAt, new Date(now.getTime() - keptWritingLifetime)),
  )

/** What an administrator's own writing says; null once it is gone. */
export async function findKeptWriting(
  reader: Reader,
  { sealing, now }: { sealing: Sealing; now: () => Date },
  { id, moderatorId }: { id: string; moderatorId: string },
): Promise<KeptWriting | null> {
  const [row] = await reader
    .select()
    .from(keptWritings)
    .where(and(eq(keptWritings.id, id), isKept(moderatorId, now())))
  if (!row) return null
  const content: unknown = JSON.parse(await sealing.open(keptWritingContext(id), row.sealed))
  return { id, slug: row.slug, keptAt: row.keptAt, content }
}

/** What is kept of one administrator, newest first, without what it says. */
export function findKeptWritings(
  reader: Reader,
  moderatorId: string,
  now: Date,
): Promise<Omit<KeptWriting, 'content'>[]> {
  return reader
    .select({ id: keptWritings.id, slug: keptWritings.slug, keptAt: keptWritings.keptAt })
    .from(keptWritings)
    .where(isKept(moderatorId, now))
    .orderBy(desc(keptWritings.keptAt))
}

/** Forgets what its writer has saved since, or does not want. */
export async function deleteKeptWriting(tx: Transaction, id: string, moderatorId: string) {
  await tx.delete(keptWritings).where(and(eq(keptWritings.id, id), eq(keptWritings.moderatorId, moderatorId)))
}

/** Forgets what nobody came back for. */
export async function deleteOldKeptWritings(tx: Transaction, now: Date) {
  await tx.delete(keptWritings).where(lte(keptWritings.keptAt, new Date(now.getTime() - keptWritingLifetime)))
}
