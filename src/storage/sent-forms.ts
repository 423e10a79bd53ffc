import { and, eq, gt, lte, sql } from 'drizzle-orm'
import { sentFormLifetime } from '../domain/durations.ts'
import type { Database, Reader, Transaction } from './client.ts'
import { sentForms } from './schema/asks.ts'
import type { Sealing } from './sealing.ts'
import { hashToken, makeToken } from './tokens.ts'

/** More are not kept at once: of whoever fills the table, 80 MB at most. */
const mostForms = 5000
/** In bytes. A form that somebody filled in by hand is far smaller. */
export const largestSentForm = 16_000

export const sentFormContext = (hash: Uint8Array) => `sent-form:${Buffer.from(hash).toString('hex')}`

/**
 * Keeps what somebody sent, sealed, for an hour. Null where it is too large or where too many are kept already:
 * nothing is owed to a flood.
 *
 * @returns the token of the page that answers
 */
export async function insertSentForm(
  tx: Reader,
  { sealing, random, now }: { sealing: Sealing; random: (length: number) => Uint8Array; now: () => Date },
  content: unknown,
): Promise<string | null> {
  const { token, hash } = makeToken(random)
  const text = JSON.stringify(content)
  if (Buffer.byteLength(text) > largestSentForm) return null
  const sealed = await sealing.seal(sentFormContext(hash), text)
  const expiresAt = new Date(now().getTime() + sentFormLifetime)
  const inserted = await tx.execute(sql`
    INSERT INTO ${sentForms} (hash, sealed, expires_at)
    SELECT ${hash}, ${sealed}, ${expiresAt.toISOString()}::timestamptz
    WHERE (SELECT count(*) FROM (SELECT FROM ${sentForms} LIMIT ${mostForms}) AS kept) < ${mostForms}
    RETURNING 1`)
  return inserted.length > 0 ? token : null
}

/** What was sent, as it was given; null once it is gone, or for what never was a token. */
export async function findSentForm(
  reader: Reader,
  { sealing, now }: { sealing: Sealing; now: () => Date },
  token: string,
): Promise<unknown> {
  const hash = hashToken(token)
  if (!hash) return null
  const [row] = await reader
    .select()
    .from(sentForms)
    .where(and(eq(sentForms.hash, hash), gt(sentForms.expiresAt, now())))
  return row ? JSON.parse(await sealing.open(sentFormContext(hash), row.sealed)) : null
}

/**
 * What was kept to be shown once: gone with the asking. What is under the token and not such a content (`isWanted`)
 * stays, and is nothing here.
 */
export async function takeSentForm<T>(
  db: Database,
  deps: { sealing: Sealing; now: () => Date },
  token: string,
  isWanted: (content: unknown) => content is T,
): Promise<T | null> {
  return db.transaction(async tx => {
    await lockSentForm(tx, token)
    const content = await findSentForm(tx, deps, token)
    if (!isWanted(content)) return null
    await deleteSentForm(tx, token)
    return content
  })
}

/** Waits for whoever else is about to use the same form. */
export async function lockSentForm(tx: Transaction, token: string) {
  const hash = hashToken(token)
  if (hash) await tx.select().from(sentForms).where(eq(sentForms.hash, hash)).for('update')
}

export async function deleteSentForm(tx: Transaction, token: string) {
  const hash = hashToken(token)
  if (hash) await tx.delete(sentForms).where(eq(sentForms.hash, hash))
}

export async function deleteOldSentForms(tx: Transaction, now: Date) {
  await tx.delete(sentForms).where(lte(sentForms.expiresAt, now))
}
