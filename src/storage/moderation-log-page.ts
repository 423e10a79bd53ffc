import { and, eq, gte, isNull, lt } from 'drizzle-orm'
import type { LogKind } from '../domain/moderation.ts'
import type { Reader } from './client.ts'
import { beyond, type Cursor, exactTime, inOrder } from './keyset.ts'
import { saying } from './queue.ts'
import { endorsements } from './schema/endorsements.ts'
import { log } from './schema/moderation-log.ts'

/** In the order in which the log's filter offers them. */
export const logKinds = [
  ...(['approve', 'first-approve', 'reject', 'return', 'undo', 'reopen'] as const),
  ...(['correct', 'withdraw', 'restore', 'note'] as const),
  ...(['invite', 'join', 'suspend', 'reinstate', 'passkey-add', 'passkey-remove'] as const),
  ...(['sign-in', 'sign-out', 'verify', 'export', 'preferences', 'setting'] as const),
] satisfies LogKind[]

export type LogFilter = {
  /** A moderator's id, or whoever can run commands on the server; null: everybody. */
  who: string | null
  kind: LogKind | null
  /** Of an organisation, as the queue's search takes it. Empty: everything. */
  q: string
  /** Inclusive. */
  from: Date | null
  /** Exclusive. */
  until: Date | null
}

export const operator = 'operator'

/** What was done, without the words, which belong to the request's own page. */
export type LogRow = {
  id: string
  at: Date
  kind: LogKind
  moderatorId: string | null
  subjectId: string | null
  statement: string | null
  code: string | null
  endorsement: { id: string; revision: number; name: string } | null
  cursor: Cursor
}

const key = [log.at, log.id] as const
export type LogPlace = { side: 'after' | 'before'; cursor: Cursor }

/** One page, newest first, and whether more lie beyond it on the side asked for. */
export async function findLogPage(
  reader: Reader,
  { who, kind, q, from, until }: LogFilter,
  place: LogPlace | null,
  most: number,
): Promise<{ rows: LogRow[]; more: boolean }> {
  const backwards = place?.side === 'before'
  const found = await reader
    .select({ entry: log, exact: exactTime(log.at), name: endorsements.name })
    .from(log)
    .leftJoin(endorsements, eq(endorsements.id, log.endorsementId))
    .where(
      and(
        who === null ? undefined : who === operator ? isNull(log.moderatorId) : eq(log.moderatorId, who),
        kind === null ? undefined : eq(log.kind, kind),
        q === '' ? undefined : saying(q),
        from ? gte(log.at, from) : undefined,
        until ? lt(log.at, until) : undefined,
        place ? beyond(key, place.cursor, backwards) : undefined,
      ),
    )
    .orderBy(inOrder(key, backwards))
    .limit(most + 1)
  const rows = found.slice(0, most).map(({ entry, exact, name }): LogRow => {
    const { id, at, kind: done, moderatorId, subjectId, statement, code, endorsementId, revision } = entry
    const about =
      endorsementId === null ? null : { id: endorsementId, revision: revision ?? 0, name: name ?? '' }
    return {
      ...{ id, at, kind: done, moderatorId, subjectId, statement, code },
      endorsement: about,
      cursor: { at: exact, id },
    }
  })
  return { rows: backwards ? rows.reverse() : rows, more: found.length > most }
}
