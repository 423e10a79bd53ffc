import { asc, eq } from 'drizzle-orm'
import type { Database } from './client.ts'
import { endorsements, events } from './schema.ts'

export type Waiting = {
  id: string
  revision: number
  statement: string
  name: string
  country: string | null
  confirmedAt: Date | null
}

/** What waits for a decision, oldest first. */
export async function findQueue(db: Database, most: number): Promise<Waiting[]> {
  const { id, revision, statement, name, country, confirmedAt } = endorsements
  return db
    .select({ id, revision, statement, name, country, confirmedAt })
    .from(endorsements)
    .where(eq(endorsements.status, 'confirmed'))
    .orderBy(asc(endorsements.confirmedAt), asc(endorsements.id))
    .limit(most)
}

export type PastEvent = { kind: string; revision: number; actor: string; at: Date }

export async function findEvents(db: Database, endorsementId: string): Promise<PastEvent[]> {
  const { kind, revision, actor, at } = events
  return db
    .select({ kind, revision, actor, at })
    .from(events)
    .where(eq(events.endorsementId, endorsementId))
    .orderBy(asc(events.id))
}
