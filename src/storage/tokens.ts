import { createHash } from 'node:crypto'
import { and, eq, gt, inArray, isNotNull, isNull, lt, ne, not, notExists, or } from 'drizzle-orm'
import { undecidedStatuses } from '../domain/endorsement.ts'
import type { Reader, Transaction } from './client.ts'
import { endorsements, type OneHourPurpose, tokens } from './schema/endorsements.ts'

/**
 * A fresh token of 32 random bytes. Its text goes to one person, in a mail or a cookie, and nowhere else; the database
 * keeps its hash.
 */
export function makeToken(random: (length: number) => Uint8Array): { token: string; hash: Uint8Array } {
  const bytes = random(32)
  return { token: encodeToken(bytes), hash: sha256(bytes) }
}

/** A token as text: base64url, 43 characters. */
export const encodeToken = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url')

/** True of what has a token's form: nothing else belongs in an address. */
export const isTokenLike = (text: string): boolean => /^[A-Za-z0-9_-]{43}$/.test(text)

/** SHA-256 of the token's bytes; null for what cannot be a token, so that junk never reaches a query. */
export function hashToken(token: string): Uint8Array | null {
  if (!isTokenLike(token)) return null
  return sha256(Buffer.from(token, 'base64url'))
}

const sha256 = (bytes: Uint8Array) => new Uint8Array(createHash('sha256').update(bytes).digest())

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
  const [row] = await reader
    .select()
    .from(tokens)
    .where(and(eq(tokens.hash, hash), eq(tokens.purpose, purpose)))
  return row ?? null
}

/** The link of a token for one of these purposes, used or old ones too. */
export async function findTokenFor(
  reader: Reader,
  purposes: readonly Token['purpose'][],
  token: string,
): Promise<Token | null> {
  const hash = hashToken(token)
  if (!hash) return null
  const [row] = await reader
    .select()
    .from(tokens)
    .where(and(eq(tokens.hash, hash), inArray(tokens.purpose, [...purposes])))
  return row ?? null
}

/** Whether a link for a purpose was made since a time and is not used: the same wish again needs no other. */
export async function isTokenFresh(
  reader: Reader,
  of: Pick<Token, 'endorsementId' | 'purpose'>,
  since: Date,
): Promise<boolean> {
  const rows = await reader
    .select({ hash: tokens.hash })
    .from(tokens)
    .where(
      and(
        eq(tokens.endorsementId, of.endorsementId),
        eq(tokens.purpose, of.purpose),
        gt(tokens.createdAt, since),
        isNull(tokens.usedAt),
      ),
    )
    .limit(1)
  return rows.length > 0
}

export async function markUsed(tx: Transaction, hash: Uint8Array, now: Date) {
  await tx.update(tokens).set({ usedAt: now }).where(eq(tokens.hash, hash))
}

/**
 * Ends the unused one-hour links of an endorsement for these purposes: what they were for has been decided otherwise.
 */
export async function endLinks(
  tx: Transaction,
  endorsementId: string,
  purposes: readonly OneHourPurpose[],
  now: Date,
) {
  await tx
    .update(tokens)
    .set({ usedAt: now })
    .where(
      and(
        eq(tokens.endorsementId, endorsementId),
        inArray(tokens.purpose, [...purposes]),
        isNull(tokens.usedAt),
      ),
    )
}

/**
 * Ends every link of an endorsement, or those for some purposes: what a mail brought to another address opens nothing.
 * `but`: the hash of the link that does it, which goes on saying what became of it.
 */
export async function deleteTokensOf(
  tx: Transaction,
  endorsementId: string,
  { purposes, but }: { purposes?: readonly Token['purpose'][]; but?: Uint8Array } = {},
) {
  await tx
    .delete(tokens)
    .where(
      and(
        eq(tokens.endorsementId, endorsementId),
        purposes && inArray(tokens.purpose, [...purposes]),
        but && ne(tokens.hash, but),
      ),
    )
}

/**
 * Ends every link of an endorsement once another contact has taken over. Two go on saying what became of them: the one
 * by which the new contact said yes, and the one that would have stopped it.
 */
export async function deleteTokensOfOldContact(tx: Transaction, endorsementId: string) {
  const isAccepted = and(eq(tokens.purpose, 'new-contact'), isNotNull(tokens.usedAt))
  const isKept = or(isAccepted, eq(tokens.purpose, 'contact-objection'))
  await tx.delete(tokens).where(and(eq(tokens.endorsementId, endorsementId), isKept && not(isKept)))
}

/**
 * A dead link says what it was for as long as the contact is kept. After that it is unknown. The confirm links of a
 * request that waits, however long, stay: mails say that "This was not us" behind them stops it.
 */
export async function deleteOldTokens(tx: Transaction, expiredBefore: Date) {
  const waiting = tx
    .select({ id: endorsements.id })
    .from(endorsements)
    .where(
      and(
        eq(endorsements.id, tokens.endorsementId),
        eq(tokens.purpose, 'confirm'),
        inArray(endorsements.status, undecidedStatuses).inlineParams(),
      ),
    )
  await tx.delete(tokens).where(and(lt(tokens.expiresAt, expiredBefore), notExists(waiting)))
}
