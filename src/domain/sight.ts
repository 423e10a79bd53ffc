/**
 * The slugs of the statements that a moderator is limited to: of no other do they see or decide anything. Null: they
 * are not limited. Empty: they see nothing, as the statements that they were limited to have gone.
 */
export type Sight = readonly string[] | null

export const isInSight = (sight: Sight, statement: string): boolean =>
  sight === null || sight.includes(statement)
