import type { ModeratorStatus } from '../../storage/schema/moderators.ts'

/** Why the team stays as it is. */
export type TeamError =
  | { reason: 'unknown' | 'yourself' | 'not_administrator' | 'last_administrator' | 'administrator' }
  /** The state that somebody is in already, or that another step has to change first. */
  | { reason: ModeratorStatus; id: string }

/** What an administrator can do to another moderator; `renew` is a fresh way in. */
export const teamActions = ['suspend', 'reinstate', 'renew'] as const
export type TeamAction = (typeof teamActions)[number]

/** The states that each action leads on from. */
const possibleFrom: Record<TeamAction, readonly ModeratorStatus[]> = {
  suspend: ['invited', 'active'],
  reinstate: ['suspended'],
  renew: ['invited', 'active'],
}

/** What the page calls an action: a fresh way in for somebody active ends the one that they have. */
export const changeName = (action: TeamAction, status: ModeratorStatus): TeamAction | 'recover' =>
  action === 'renew' && status === 'active' ? 'recover' : action

type TeamChange = {
  /** The administrator; null for whoever can run commands on the server. */
  by: string | null
  id: string
  /** Null where nobody has the id. */
  status: ModeratorStatus | null
  /** The ids of the active ones. */
  administrators: readonly string[]
}

/**
 * Why an action is refused, null where it is possible: what the team's page offers, and what the verbs do. Nobody
 * suspends themself or renews their own access, and nobody suspends the last active administrator.
 */
export function teamRefusal(
  action: TeamAction,
  { by, id, status, administrators }: TeamChange,
): TeamError | null {
  if (!mayChangeTeam(by, administrators)) return { reason: 'not_administrator' }
  if (by === id && action !== 'reinstate') return { reason: 'yourself' }
  if (status === null) return { reason: 'unknown' }
  if (!possibleFrom[action].includes(status)) return { reason: status, id }
  const isLast = administrators.length === 1 && administrators.includes(id)
  if (action === 'suspend' && isLast) return { reason: 'last_administrator' }
  return null
}

/** Asked with the administrators locked: one who was suspended a moment ago changes nothing any more. */
export const mayChangeTeam = (by: string | null, administrators: readonly string[]): boolean =>
  by === null || administrators.includes(by)
