import { integer, pgTable } from 'drizzle-orm/pg-core'
import { bytea, moment } from './column-types.ts'

/**
 * How often something happened, for the limits of domain/flood-limits.ts; and which proofs of work were used. Not
 * logged: a crash of the database empties it, and counting begins anew.
 */
export const floodCounts = pgTable('flood_counts', {
  /** HMAC of what is counted, of a network or a domain, under a key that is another each day. */
  key: bytea().primaryKey(),
  used: integer().notNull(),
  endsAt: moment('ends_at').notNull(),
})
