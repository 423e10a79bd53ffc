import { lte } from 'drizzle-orm'
import type { Transaction } from './client.ts'
import { usedChallenges } from './schema/moderators.ts'

export type Challenge = { hash: Uint8Array; expiresAt: Date }

/** Takes a challenge once; false when it was answered before. */
export async function spendChallenge(tx: Transaction, challenge: Challenge): Promise<boolean> {
  const spent = await tx
    .insert(usedChallenges)
    .values(challenge)
    .onConflictDoNothing()
    .returning({ hash: usedChallenges.hash })
  return spent.length > 0
}

/** An expired challenge is refused anyway, and need not be remembered. */
export async function deleteOldChallenges(tx: Transaction, now: Date) {
  await tx.delete(usedChallenges).where(lte(usedChallenges.expiresAt, now))
}
