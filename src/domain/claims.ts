import { claimPeriod } from './durations.ts'
import { type Endorsement, type DeskError, isOpen, wrongStatus } from './endorsement.ts'
import type { LogKind } from './log-kind.ts'
import { err, ok, type Result } from './result.ts'

// "I am looking at this": for colleagues to know. A claim decides nothing and keeps nobody from deciding.

/** Which moderator looks at a request, and since when. */
export type Claim = { readonly by: string; readonly at: Date }

export const claimedUntil = ({ at }: Claim): Date => new Date(at.getTime() + claimPeriod)

/** A claim as long as it counts: while the request is open, and no longer than {@link claimPeriod}. */
export const standingClaim = (
  claim: Claim | null,
  { status }: Pick<Endorsement, 'status'>,
  now: Date,
): Claim | null => (claim && isOpen(status) && now < claimedUntil(claim) ? claim : null)

/** `kept`: the claim that is stored, whether it counts or not. */
type ClaimCommand = { moderator: string; kept: Claim | null }

/** What claiming comes to: null where it is so already. */
type ClaimChange = { claim: Claim; log: Extract<LogKind, 'claim' | 'take-over'> } | null

/**
 * Claims an open request. A colleague's claim is taken over where it was seen: `takenFrom` names whose it was.
 */
export function claim(
  e: Endorsement,
  { moderator, kept, takenFrom }: ClaimCommand & { takenFrom: string | null },
  now: Date,
): Result<ClaimChange, DeskError> {
  if (!isOpen(e.status)) return wrongStatus(e)
  const standing = standingClaim(kept, e, now)
  if (standing?.by === moderator) return ok(null)
  if (standing && standing.by !== takenFrom) return err({ reason: 'claimed' })
  return ok({ claim: { by: moderator, at: now }, log: standing ? 'take-over' : 'claim' })
}

/** Whether there is a claim of the moderator's to give back. A colleague's, which took its place, stays. */
export const releases = (e: Endorsement, { moderator, kept }: ClaimCommand, now: Date): boolean =>
  standingClaim(kept, e, now)?.by === moderator
