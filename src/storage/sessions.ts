import { and, eq, gt, lte, ne } from 'drizzle-orm'
import { longestSession, sessionIdleLimit } from '../domain/durations.ts'
import type { Reader, Transaction } from './client.ts'
import { moderators, sessions } from './schema/moderators.ts'
import { sightColumn } from './sight.ts'
import { hashToken } from './tokens.ts'

/** A session's last use is written at most this often. */
const seenEvery = 60 * 1000

const before = (now: Date, milliseconds: number) => new Date(now.getTime() - milliseconds)

/** A session begins with a passkey shown. */
export async function insertSession(
  tx: Transaction,
  { hash, moderatorId }: { hash: Uint8Array; moderatorId: string },
  now: Date,
) {
  await tx.insert(sessions).values({ hash, moderatorId, createdAt: now, seenAt: now, verifiedAt: now })
}

/** The live session of a cookie's token, with its moderator. Null also when that one is not active. */
export async function findSession(reader: Reader, token: string, now: Date) {
  const hash = hashToken(token)
  if (!hash) return null
  const [row] = await reader
    .select({
      session: { hash: sessions.hash, seenAt: sessions.seenAt, verifiedAt: sessions.verifiedAt },
      moderator: {
        id: moderators.id,
        role: moderators.role,
        language: moderators.language,
        timeZone: moderators.timeZone,
        sight: sightColumn,
      },
    })
    .from(sessions)
    .innerJoin(moderators, eq(moderators.id, sessions.moderatorId))
    .where(
      and(
        eq(sessions.hash, hash),
        gt(sessions.seenAt, before(now, sessionIdleLimit)),
        gt(sessions.createdAt, before(now, longestSession)),
        eq(moderators.status, 'active'),
      ),
    )
  return row ?? null
}

/** Notes that a session was seen, unless that was noted within the last minute. */
export async function touchSession(db: Reader, session: { hash: Uint8Array; seenAt: Date }, now: Date) {
  const stale = before(now, seenEvery)
  if (session.seenAt > stale) return
  await db
    .update(sessions)
    .set({ seenAt: now })
    .where(and(eq(sessions.hash, session.hash), lte(sessions.seenAt, stale)))
}

/**
 * Notes that the passkey was shown again. False when the session is gone.
 * - The session gets a new token; the old one opens nothing more.
 * - It lasts no longer by it than {@link longestSession}.
 */
export async function markVerified(
  tx: Transaction,
  hash: Uint8Array,
  newHash: Uint8Array,
  now: Date,
): Promise<boolean> {
  const marked = await tx
    .update(sessions)
    .set({ hash: newHash, seenAt: now, verifiedAt: now })
    .where(eq(sessions.hash, hash))
    .returning({ hash: sessions.hash })
  return marked.length > 0
}

export async function deleteSession(tx: Transaction, hash: Uint8Array) {
  await tx.delete(sessions).where(eq(sessions.hash, hash))
}

export async function deleteSessionsOf(tx: Transaction, moderatorId: string) {
  await tx.delete(sessions).where(eq(sessions.moderatorId, moderatorId))
}

/** Ends all of a moderator's sessions but one. */
export async function deleteOtherSessions(tx: Transaction, moderatorId: string, ownHash: Uint8Array) {
  await tx.delete(sessions).where(and(eq(sessions.moderatorId, moderatorId), ne(sessions.hash, ownHash)))
}

/** Whose session a cookie's token was, also after it rested too long; null once it is swept away. */
export async function findOwner(reader: Reader, token: string): Promise<string | null> {
  const hash = hashToken(token)
  if (!hash) return null
  const [row] = await reader
    .select({ moderatorId: sessions.moderatorId })
    .from(sessions)
    .where(eq(sessions.hash, hash))
  return row?.moderatorId ?? null
}

/** Only the longest session counts here: one that rested too long opens nothing, but can still end the others. */
export async function deleteOldSessions(tx: Transaction, now: Date) {
  await tx.delete(sessions).where(lte(sessions.createdAt, before(now, longestSession)))
}
