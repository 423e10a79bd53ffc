/** YYYY-MM-DD in UTC. */
export const utcDate = (at: Date): string => at.toISOString().slice(0, 10)

/**
 * True of a time in the years 1970 to 9998: a day more or less, PostgreSQL and Date still agree on how it is written.
 */
export const isSupportedYear = (time: Date): boolean =>
  time.getTime() >= 0 && time.getTime() < Date.parse('9999-01-01T00:00:00Z')

/** True of a day that the calendar has, as YYYY-MM-DD. */
export function isDay(typed: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(typed)) return false
  const midnight = new Date(`${typed}T00:00:00Z`)
  return isSupportedYear(midnight) && midnight.toISOString().startsWith(typed)
}
