import { newcomerPeriod } from './durations.ts'

/**
 * From when two moderators count as two people; null: they do already. Whoever renews a colleague's passkeys, or
 * invites somebody, may be the one who joins by that link: a day is time for the colleague, and for the administrators,
 * to read the mail that says so and to speak up.
 *
 * @param joined when they joined last
 */
export function countAsTwoFrom(joined: readonly Date[], now: Date): Date | null {
  const last = Math.max(...joined.map(at => at.getTime()))
  const from = last + newcomerPeriod
  return from > now.getTime() ? new Date(from) : null
}
