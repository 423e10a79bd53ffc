/** Why the team stays as it is. */
export type TeamError =
  | { reason: 'unknown' | 'yourself' | 'not_administrator' | 'last_administrator' }
  /** The state that somebody is in already, or that another step has to change first. */
  | { reason: 'active' | 'suspended' | 'invited'; id: string }

/** Asked with the administrators locked: one who was suspended a moment ago changes nothing any more. */
export const mayChangeTeam = (by: string | null, administrators: readonly string[]): boolean =>
  by === null || administrators.includes(by)
