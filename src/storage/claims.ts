import { and, eq, inArray, lte } from 'drizzle-orm'
import type { Claim } from '../domain/claims.ts'
import { claimPeriod } from '../domain/durations.ts'
import type { Reader, Transaction } from './client.ts'
import { claims } from './schema/endorsements.ts'
import { moderators } from './schema/moderators.ts'

/**
 * The claims of these requests, by id; whether one still counts is `standingClaim`'s to say (domain/claims.ts). That of
 * somebody who is suspended, or invited anew, is none.
 */
export async function findClaims(reader: Reader, ids: readonly string[]): Promise<Map<string, Claim>> {
  if (ids.length === 0) return new Map()
  const rows = await reader
    .select({ id: claims.endorsementId, by: claims.moderatorId, at: claims.claimedAt })
    .from(claims)
    .innerJoin(moderators, eq(moderators.id, claims.moderatorId))
    .where(and(inArray(claims.endorsementId, [...ids]), eq(moderators.status, 'active')))
  return new Map(rows.map(({ id, by, at }) => [id, { by, at }]))
}

/** Puts a claim in the place of any other. */
export async function putClaim(tx: Transaction, endorsementId: string, { by, at }: Claim) {
  const claim = { moderatorId: by, claimedAt: at }
  await tx
    .insert(claims)
    .values({ endorsementId, ...claim })
    .onConflictDoUpdate({ target: claims.endorsementId, set: claim })
}

/** Ends whatever claim there is: it was given back, or the request decided. */
export async function endClaim(tx: Transaction, endorsementId: string) {
  await tx.delete(claims).where(eq(claims.endorsementId, endorsementId))
}

/** Forgets claims that have ended by themselves. */
export async function deleteOldClaims(tx: Transaction, now: Date) {
  await tx.delete(claims).where(lte(claims.claimedAt, new Date(now.getTime() - claimPeriod)))
}
