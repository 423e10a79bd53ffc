import { arrayOverlaps, type Column, type SQL, sql } from 'drizzle-orm'

/** Whether a column of texts holds one of these: of none it holds none, where drizzle's own condition throws. */
export const overlaps = (column: Column, values: readonly string[]): SQL =>
  values.length === 0 ? sql`false` : arrayOverlaps(column, [...values])
