import { integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { day } from './column-types.ts'

/**
 * How many asked from addresses at a mail provider where anybody has one, by the day (in UTC) on which they asked, and
 * how many of them have confirmed since. Nothing in a row tells of one request.
 */
export const mailArrivals = pgTable(
  'mail_arrivals',
  {
    day: day('day').notNull(),
    statement: text().notNull(),
    provider: text().notNull(),
    asked: integer().notNull().default(0),
    confirmed: integer().notNull().default(0),
  },
  t => [primaryKey({ columns: [t.day, t.statement, t.provider] })],
)
