import { createHash } from 'node:crypto'
import { and, eq, lt } from 'drizzle-orm'
import type { Reader, Transaction } from './client.ts'
import { tokens } from './schema.ts'

/** The token as it is mailed: 32 random bytes, base64url, 43 characters. */
export const encodeToken = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url')

/** True of what has a token's form: nothing else belongs in an address. */
export const isTokenLike = (text: string): boolean => /^[A-Za-z0-9_-]{43}$/.test(text)

/** SHA-256 of the token's bytes; null for what cannot be a token, so that junk never reaches a query. */
export function hashToken(token: string): Uint8Array | null {
  if (!isTokenLike(token)) return null
  return new Uint8Array(createHash('sha256').update(Buffer.from(token, 'base64url')).digest())
}

export type Token = typeof tokens.$inferSelect

export async function insertToken(tx: Transaction, token: Omit<Token, 'usedAt'>) {
  await tx.insert(tokens).values(token)
}

export async function findToken(
  reader: Reader,
  purpose: Token['purpose'],
  token: string,
): Promise<Token | null> {
  const hash = hashToken(token)
  if (!hash) return null
  const [found] = await reader
    .select()
    .from(tokens)
    .where(and(eq(tokens.hash, hash), eq(tokens.purpose, purpose)))
  return found ?? null
}

export async function markUsed(tx: Transaction, hash: Uint8Array, now: Date) {
  await tx.update(tokens).set({ usedAt: now }).where(eq(tokens.hash, hash))
}

/** A dead link goes on saying what it was for as long as the contact is kept, then it is unknown. */
export async function deleteOldTokens(tx: Transaction, expiredBefore: Date) {
  await tx.delete(tokens).where(lt(tokens.expiresAt, expiredBefore))
}
