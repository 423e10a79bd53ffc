import type { Endorsement } from './endorsement.ts'
import type { Evidence } from './evidence/reasons.ts'
import { isInDoubt } from './evidence/summary.ts'

// When a decision takes two moderators, and whose turn it is then.

/** When an approval needs two moderators; each statement has its own setting. */
export const secondModerators = ['always', 'doubt', 'never'] as const
export type SecondModeratorRule = (typeof secondModerators)[number]

/**
 * Whether two moderators are needed. A correction gives the evidence before and after: else one moderator could have an
 * easy name approved and put the doubtful one in its place.
 */
export const needsSecond = (setting: SecondModeratorRule, ...weighed: Evidence[]): boolean =>
  setting === 'always' || (setting === 'doubt' && weighed.some(isInDoubt))

/** Somebody at the desk; `countsFrom`: when they and the one before count as two people, null where they do. */
type AtTheDesk = { moderator: string; secondNeeded: boolean; countsFrom: Date | null }

/** Whose approval comes next, where two are needed: `own` and `newcomer` give none. */
export function approvalTurn(
  e: Endorsement,
  { moderator, secondNeeded, countsFrom }: AtTheDesk,
): 'only' | 'first' | 'second' | 'own' | 'newcomer' {
  if (!secondNeeded || e.status !== 'confirmed') return 'only'
  if (!e.firstApproval) return 'first'
  if (e.firstApproval.by === moderator) return 'own'
  return countsFrom ? 'newcomer' : 'second'
}

/** Whether somebody may restore it: where two are needed, another one than who withdrew it; null: no moderator did. */
export function restorationTurn(
  withdrawnBy: string | null,
  { moderator, secondNeeded, countsFrom }: AtTheDesk,
): 'possible' | 'own' | 'newcomer' {
  if (!secondNeeded || withdrawnBy === null) return 'possible'
  if (withdrawnBy === moderator) return 'own'
  return countsFrom ? 'newcomer' : 'possible'
}
