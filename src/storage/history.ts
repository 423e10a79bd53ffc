import { and, desc, eq, ne, not, or, sql } from 'drizzle-orm'
import type { EventKind } from '../domain/endorsement.ts'
import type { LogKind } from '../domain/moderation.ts'
import type { Reader } from './client.ts'
import { remarkContext } from './remarks.ts'
import { type Actor, events } from './schema/endorsements.ts'
import { log, remarks } from './schema/moderation-log.ts'
import type { Sealing } from './sealing.ts'

/** What happened to an endorsement, or what a moderator did about it. */
export type HistoryEntry = {
  at: Date
  kind: EventKind | LogKind
  /** The one that it led to; of a note, the one that it was written on. */
  revision: number
  actor: Actor
  /** Of a moderator's deed; null there is whoever can run commands on the server. */
  moderatorId: string | null
  code: string | null
  /** The reason, question or note; null where there was none, or it has been erased. */
  words: string | null
}

/** Of a life longer than this the page shows the newest part. */
export const mostHistory = 200

/**
 * What is known of one endorsement's life, oldest first, with the moderators' words opened; of more than
 * {@link mostHistory} entries the newest, and `more`. A decision is an event and a log entry; it appears once, as
 * the entry, which says who and why.
 */
export async function findHistory(
  reader: Reader,
  sealing: Sealing,
  endorsementId: string,
): Promise<{ entries: HistoryEntry[]; more: boolean }> {
  const entered = sql`EXISTS (
    SELECT FROM ${log} WHERE ${log.endorsementId} = ${endorsementId} AND ${log.revision} = ${events.revision}
  )`
  const [happened, done] = await Promise.all([
    reader
      .select()
      .from(events)
      .where(and(eq(events.endorsementId, endorsementId), or(ne(events.actor, 'moderator'), not(entered))))
      .orderBy(desc(events.id))
      .limit(mostHistory + 1),
    reader
      .select({ entry: log, sealed: remarks.sealed })
      .from(log)
      .leftJoin(remarks, eq(remarks.logId, log.id))
      .where(eq(log.endorsementId, endorsementId))
      .orderBy(desc(log.at), desc(log.id))
      .limit(mostHistory + 1),
  ])
  const others = happened.map(({ at, kind, revision, actor }): Sealed => {
    return { at, kind, revision, actor, moderatorId: null, code: null, logId: '', sealed: null }
  })
  const entries = done.map(({ entry: { id, at, kind, revision, moderatorId, code }, sealed }): Sealed => {
    return { at, kind, revision: revision ?? 0, actor: 'moderator', moderatorId, code, logId: id, sealed }
  })
  // A stable sort, from the oldest: of the same moment, by what it led to, and then a state before the notes on it.
  const all = [...others.reverse(), ...entries.reverse()].sort(
    (a, b) => a.at.getTime() - b.at.getTime() || a.revision - b.revision || order(a) - order(b),
  )
  const newest = all.slice(-mostHistory).map(
    async ({ logId, sealed, ...entry }): Promise<HistoryEntry> => ({
      ...entry,
      words: sealed && (await sealing.open(remarkContext(logId), sealed)),
    }),
  )
  return { entries: await Promise.all(newest), more: all.length > mostHistory }
}

type Sealed = Omit<HistoryEntry, 'words'> & { logId: string; sealed: Uint8Array | null }

const order = ({ kind }: { kind: HistoryEntry['kind'] }): number => (kind === 'note' ? 1 : 0)
