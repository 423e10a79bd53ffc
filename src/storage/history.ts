import { and, desc, eq, ne, not, or, sql } from 'drizzle-orm'
import type { EventKind } from '../domain/endorsement.ts'
import { mostHistory } from '../domain/limits.ts'
import type { LogKind } from '../domain/log-kind.ts'
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

/**
 * The history of one endorsement, oldest first, with the moderators' text opened.
 * - A decision is an event and a log entry. It appears once, as the log entry, which says who and why.
 * - Of more than {@link mostHistory} entries these are the newest, and `more` is true.
 */
export async function findHistory(
  reader: Reader,
  sealing: Sealing,
  endorsementId: string,
): Promise<{ entries: HistoryEntry[]; more: boolean }> {
  const isLogged = sql`EXISTS (
    SELECT FROM ${log} WHERE ${log.endorsementId} = ${endorsementId} AND ${log.revision} = ${events.revision}
  )`
  const [eventRows, logRows] = await Promise.all([
    reader
      .select()
      .from(events)
      .where(and(eq(events.endorsementId, endorsementId), or(ne(events.actor, 'moderator'), not(isLogged))))
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
  const fromEvents = eventRows.map(({ at, kind, revision, actor }): SealedEntry => {
    return { at, kind, revision, actor, moderatorId: null, code: null, logId: '', sealed: null }
  })
  const fromLog = logRows.map(({ entry, sealed }): SealedEntry => {
    const { id, at, kind, revision, moderatorId, code } = entry
    return { at, kind, revision: revision ?? 0, actor: 'moderator', moderatorId, code, logId: id, sealed }
  })
  // Oldest first. Within one moment a lower revision comes first, and a change before the notes on it.
  const all = [...fromEvents.reverse(), ...fromLog.reverse()].sort(
    (a, b) => a.at.getTime() - b.at.getTime() || a.revision - b.revision || notesLast(a) - notesLast(b),
  )
  const newest = all.slice(-mostHistory).map(
    async ({ logId, sealed, ...entry }): Promise<HistoryEntry> => ({
      ...entry,
      words: sealed && (await sealing.open(remarkContext(logId), sealed)),
    }),
  )
  return { entries: await Promise.all(newest), more: all.length > mostHistory }
}

type SealedEntry = Omit<HistoryEntry, 'words'> & { logId: string; sealed: Uint8Array | null }

const notesLast = ({ kind }: { kind: HistoryEntry['kind'] }): number => (kind === 'note' ? 1 : 0)
