import { type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import { isSupportedYear } from '../domain/dates.ts'
import { isId } from '../domain/uuid.ts'

/** Where a page ended: a time with all the digits PostgreSQL keeps, and the id among those of the same moment. */
export type Cursor = { at: string; id: string }

/** A page beside a cursor: what comes after it in the page's own order, or what comes before it. */
export type PagePosition = { side: 'after' | 'before'; cursor: Cursor }

/** `more`: others lie beyond the page, on the side that was asked for. */
export type KeysetPage<Row> = { rows: Row[]; more: boolean }

/** The pages before and after a page, for its links; null where there is none. */
export function neighbourPages(
  { rows, more }: KeysetPage<{ cursor: Cursor }>,
  position: PagePosition | null,
): { before: PagePosition | null; after: PagePosition | null } {
  const [first] = rows
  const last = rows.at(-1)
  // Where a page was turned to from, there is always a page to turn back to.
  const isBefore = position?.side === 'after' || (position !== null && more)
  const isAfter = position?.side === 'before' || more
  return {
    before: isBefore && first ? { side: 'before', cursor: first.cursor } : null,
    after: isAfter && last ? { side: 'after', cursor: last.cursor } : null,
  }
}

/**
 * The page of a query that asked for one row more than `most`. Rows before a cursor are asked for backwards, nearest
 * first; the page shows them in its own order.
 */
export function pageOf<Row>(rows: Row[], most: number, position: PagePosition | null): KeysetPage<Row> {
  const page = rows.slice(0, most)
  return { rows: position?.side === 'before' ? page.reverse() : page, more: rows.length > most }
}

/** At most `most` rows with one in their midst; nearer to an end where few stand on that side. */
export function pageAround<Row>(before: Row[], own: Row, after: Row[], most: number): Row[] {
  const room = most - 1
  const beforeCount = Math.min(before.length, Math.max(Math.floor(room / 2), room - after.length))
  return [...before.slice(before.length - beforeCount), own, ...after.slice(0, room - beforeCount)]
}

/** A time as ISO 8601 in UTC with microseconds: a Date would drop three digits, and rows with them. */
export const exactTime = (time: SQLWrapper): SQL<string> =>
  sql<string>`to_char(${time} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`

/** Rows later than the cursor in the order (time, id), or earlier. An index of that order answers it. */
export const beyond = (
  [time, id]: readonly [SQLWrapper, SQLWrapper],
  cursor: Cursor,
  isLater: boolean,
): SQL =>
  sql`(${time}, ${id}) ${sql.raw(isLater ? '>' : '<')} (${cursor.at}::timestamptz, ${cursor.id}::uuid)`

/** The order (time, id), forwards or backwards. */
export const inOrder = ([time, id]: readonly [SQLWrapper, SQLWrapper], ascending: boolean): SQL =>
  ascending ? sql`${time} ASC, ${id} ASC` : sql`${time} DESC, ${id} DESC`

/** A cursor as one word for an address. */
export const writeCursor = ({ at, id }: Cursor): string => `${at}_${id}`

/** The position that a page's query names by `after` or `before`; null for the first page. */
export function readPosition(query: Record<string, string | undefined>): PagePosition | null {
  for (const side of ['after', 'before'] as const) {
    const cursor = readCursor(query[side] ?? '')
    if (cursor) return { side, cursor }
  }
  return null
}

/** The cursor that {@link writeCursor} wrote; null for anything else, a day that no calendar has included. */
function readCursor(text: string): Cursor | null {
  const [, at = '', id = ''] = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z)_(.{36})$/.exec(text) ?? []
  if (!isId(id)) return null
  const time = new Date(at)
  if (!isSupportedYear(time) || time.toISOString().slice(0, 19) !== at.slice(0, 19)) return null
  return { at, id }
}
