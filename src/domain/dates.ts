/** YYYY-MM-DD in UTC. */
export const utcDate = (at: Date): string => at.toISOString().slice(0, 10)

/**
 * True of a time in the years 1970 to 9998: a day more or less, PostgreSQL and Date still agree on how it is written.
 */
export const isSupportedYear = (time: Date): boolean =>
  time.getTime() >= 0 && time.getTime() < Date.parse('9999-01-01T00:00:00Z')
