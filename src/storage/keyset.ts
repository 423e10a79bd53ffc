import { type SQL, type SQLWrapper, sql } from 'drizzle-orm'

/** Where a page ended: a time with all the digits PostgreSQL keeps, and the id among those of the same moment. */
export type Cursor = { at: string; id: string }

/** A time as ISO 8601 in UTC with microseconds: a Date would drop three digits, and rows with them. */
export const exactTime = (time: SQLWrapper): SQL<string> =>
  sql<string>`to_char(${time} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`

/** Rows that come after the cursor in the order (time, id), or before it. An index of that order answers it. */
export const beyond = ([time, id]: readonly [SQLWrapper, SQLWrapper], cursor: Cursor, later: boolean): SQL =>
  sql`(${time}, ${id}) ${sql.raw(later ? '>' : '<')} (${cursor.at}::timestamptz, ${cursor.id}::uuid)`

/** The same order, forwards or backwards. */
export const inOrder = ([time, id]: readonly [SQLWrapper, SQLWrapper], ascending: boolean): SQL =>
  ascending ? sql`${time} ASC, ${id} ASC` : sql`${time} DESC, ${id} DESC`

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** True of an id as this product writes it, in lower case. */
export const isId = (text: string): boolean => uuid.test(text)

/** True of a time in the years 1970 to 9998: a day more or less, PostgreSQL and Date still agree on how it is written. */
export const isUsual = (time: Date): boolean =>
  time.getTime() >= 0 && time.getTime() < Date.parse('9999-01-01T00:00:00Z')

/** A cursor as one word for an address. */
export const writeCursor = ({ at, id }: Cursor): string => `${at}_${id}`

/** The cursor that {@link writeCursor} wrote; null for anything else, a day that no calendar has included. */
export function readCursor(text: string): Cursor | null {
  const [, at = '', id = ''] = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z)_(.{36})$/.exec(text) ?? []
  if (!isId(id)) return null
  const time = new Date(at)
  if (!isUsual(time) || time.toISOString().slice(0, 19) !== at.slice(0, 19)) return null
  return { at, id }
}
