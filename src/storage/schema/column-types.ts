import { customType, date, text, timestamp } from 'drizzle-orm/pg-core'

export const bytea = customType<{ data: Uint8Array; driverData: Uint8Array }>({ dataType: () => 'bytea' })

/** A moment, as a Date: PostgreSQL's microseconds are lost. Where they matter see `exactTime` in ../keyset.ts. */
export const moment = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' })

/** A day without a time, YYYY-MM-DD. */
export const day = (name: string) => date(name, { mode: 'string' })

/** Where a statement was first published: a name and a URL, or neither. */
export const sourceColumns = {
  sourceName: text('source_name'),
  sourceUrl: text('source_url'),
  sourcePublishedOn: day('source_published_on'),
}
