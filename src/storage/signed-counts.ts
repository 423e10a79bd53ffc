import { sql } from 'drizzle-orm'
import type { Reader } from './client.ts'
import { endorsements } from './schema/endorsements.ts'
import { isSignatoryOf } from './statement-state.ts'

/** How many signatories a statement has, by what they signed. */
export type SignedCounts = {
  /** The text as it stands. */
  present: number
  /** One that said something else. */
  earlier: number
  /** Of these, founding ones, whom nobody asks. */
  earlierFounders: number
}

/** The counts of a statement, public or not, whose text says what it says since a version. */
export async function countSigned(reader: Reader, slug: string, saysSince: number): Promise<SignedCounts> {
  const isEarlier = sql`${endorsements.version} < ${saysSince}`
  const [row] = await reader
    .select({
      present: sql<number>`(count(*) FILTER (WHERE NOT ${isEarlier}))::int`,
      earlier: sql<number>`(count(*) FILTER (WHERE ${isEarlier}))::int`,
      earlierFounders: sql<number>`(count(*) FILTER (WHERE ${isEarlier} AND ${endorsements.foundingKey} IS NOT NULL))::int`,
    })
    .from(endorsements)
    .where(isSignatoryOf(slug))
  return row ?? { present: 0, earlier: 0, earlierFounders: 0 }
}
