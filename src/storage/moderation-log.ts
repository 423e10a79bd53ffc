import { and, desc, eq, gte, inArray, isNull, lt, lte, not, or, type SQL, sql } from 'drizzle-orm'
import { codesOfClock, type LogKind } from '../domain/log-kind.ts'
import type { Names } from '../domain/organisation.ts'
import type { Sight } from '../domain/sight.ts'
import type { Reader, Transaction } from './client.ts'
import {
  beyond,
  type Cursor,
  exactTime,
  inOrder,
  type KeysetPage,
  type PagePosition,
  pageOf,
} from './keyset.ts'
import { hasText } from './queue.ts'
import { endorsements } from './schema/endorsements.ts'
import { log } from './schema/moderation-log.ts'
import { inSight } from './sight.ts'

/** What was done, by codes and ids. A moderator's text goes beside it, into `remarks`. */
type LogEntry = {
  kind: LogKind
  /** Null: whoever can run commands on the server. */
  moderatorId: string | null
  endorsement?: { id: string; revision: number }
  /** The moderator it was done to. */
  subjectId?: string
  statement?: string
  /** Why, where there is a word for it: lower-case letters and hyphens. */
  code?: string
}

/** Notes for good what was done. */
export async function insertLog(tx: Transaction, entry: LogEntry, at: Date): Promise<{ id: string }> {
  const { endorsement, ...rest } = entry
  const id = crypto.randomUUID()
  const about = endorsement ? { endorsementId: endorsement.id, revision: endorsement.revision } : {}
  await tx.insert(log).values({ id, ...rest, ...about, at })
  return { id }
}

/** Who last did this to an endorsement; null if nobody did, or the operator. */
export async function findLastDoer(
  reader: Reader,
  endorsementId: string,
  kind: LogKind,
): Promise<string | null> {
  const [last] = await reader
    .select({ moderatorId: log.moderatorId })
    .from(log)
    .where(and(eq(log.endorsementId, endorsementId), eq(log.kind, kind)))
    .orderBy(desc(log.at))
    .limit(1)
  return last?.moderatorId ?? null
}

/** True if the last thing that changed an endorsement is one of these, done by this moderator on the revision given. */
export async function isLastDoing(
  reader: Reader,
  { id, revision, moderator }: { id: string; revision: number; moderator: string },
  kinds: readonly LogKind[],
): Promise<boolean> {
  const rows = await reader
    .select({ id: log.id })
    .from(log)
    .innerJoin(
      endorsements,
      and(eq(endorsements.id, log.endorsementId), eq(endorsements.revision, log.revision)),
    )
    .where(
      and(
        eq(log.endorsementId, id),
        eq(log.revision, revision + 1),
        eq(log.moderatorId, moderator),
        inArray(log.kind, [...kinds]),
      ),
    )
    .limit(1)
  return rows.length > 0
}

/**
 * True if this moderator declined, at this revision, a proposal that was made at a time: declining does not raise the
 * revision.
 */
export async function hasDeclined(
  reader: Reader,
  { id, revision, moderator }: { id: string; revision: number; moderator: string },
  proposedAt: Date,
): Promise<boolean> {
  const isTheirs = and(eq(log.endorsementId, id), eq(log.revision, revision), eq(log.moderatorId, moderator))
  const rows = await reader
    .select({ id: log.id })
    .from(log)
    .where(and(isTheirs, eq(log.kind, 'decline'), gte(log.at, proposedAt)))
    .limit(1)
  return rows.length > 0
}

/**
 * What one moderator did within a stretch of time, both ends included: which endorsements, and at which revision they
 * are since.
 */
export function findDoneTogether(
  reader: Reader,
  { moderatorId, kind, since, until }: { moderatorId: string; kind: LogKind; since: Date; until: Date },
  most: number,
): Promise<{ id: string; revision: number }[]> {
  return reader
    .select({ id: log.endorsementId, revision: log.revision })
    .from(log)
    .where(and(eq(log.moderatorId, moderatorId), eq(log.kind, kind), gte(log.at, since), lte(log.at, until)))
    .orderBy(desc(log.at), desc(log.id))
    .limit(most)
    .then(rows =>
      rows.flatMap(({ id, revision }) => (id === null || revision === null ? [] : [{ id, revision }])),
    )
}

/**
 * When each of these moderators joined last, by an invitation or by a link in the place of lost passkeys. The log says
 * it, as nobody can change what stands there; who joined before it did is left out.
 */
export function findLastJoined(reader: Reader, moderatorIds: string[]): Promise<Date[]> {
  return reader
    .selectDistinctOn([log.moderatorId], { at: log.at })
    .from(log)
    .where(and(inArray(log.moderatorId, moderatorIds), eq(log.kind, 'join')))
    .orderBy(log.moderatorId, desc(log.at))
    .then(rows => rows.map(({ at }) => at))
}

/** In a filter and in an export: whoever can run commands on the server. */
export const operator = 'operator'
/** The same of what happened by itself, as time passed. */
export const clock = 'clock'

export type LogFilter = {
  /** A moderator's id, {@link operator}, {@link clock}, or null for everybody. */
  who: string | null
  kind: LogKind | null
  /** About it, or about a request to sign it. */
  statement: string | null
  /** Of whoever looks: what is about no statement is for everybody. */
  sight: Sight
  /** Of an organisation, as the queue's search takes it. Empty: everything. */
  q: string
  /** Inclusive. */
  from: Date | null
  /** Exclusive. */
  until: Date | null
}

/** What was done, without the moderator's text: that stands on the request's own page. */
export type LogRow = {
  id: string
  at: Date
  kind: LogKind
  moderatorId: string | null
  subjectId: string | null
  statement: string | null
  code: string | null
  endorsement: { id: string; revision: number; name: string; names: Names } | null
  cursor: Cursor
}

const logKey = [log.at, log.id] as const

/** One page of the log, newest first. */
export async function findLogPage(
  reader: Reader,
  { who, kind, statement, sight, q, from, until }: LogFilter,
  position: PagePosition | null,
  most: number,
): Promise<KeysetPage<LogRow>> {
  const isAscending = position?.side === 'before'
  const rows = await reader
    .select({ entry: log, exactAt: exactTime(log.at), organisation: nameColumns })
    .from(log)
    .leftJoin(endorsements, eq(endorsements.id, log.endorsementId))
    .where(
      and(
        isBy(who),
        kind === null ? undefined : eq(log.kind, kind),
        statement === null ? undefined : eq(statementOfEntry, statement),
        sight === null ? undefined : or(isNull(statementOfEntry), inSight(statementOfEntry, sight)),
        q === '' ? undefined : hasText(q),
        from ? gte(log.at, from) : undefined,
        until ? lt(log.at, until) : undefined,
        position ? beyond(logKey, position.cursor, isAscending) : undefined,
      ),
    )
    .orderBy(inOrder(logKey, isAscending))
    .limit(most + 1)
  return pageOf(rows.map(logRowOf), most, position)
}

const statementOfEntry = sql`coalesce(${log.statement}, ${endorsements.statement})`

function isBy(who: LogFilter['who']): SQL | undefined {
  if (who === null) return undefined
  const isClock = inArray(log.code, codesOfClock)
  if (who === clock) return and(isNull(log.moderatorId), isClock)
  if (who === operator) return and(isNull(log.moderatorId), or(isNull(log.code), not(isClock)))
  return eq(log.moderatorId, who)
}

const nameColumns = {
  name: endorsements.name,
  names: endorsements.names,
  statement: endorsements.statement,
}
type NameRow = Pick<typeof endorsements.$inferSelect, keyof typeof nameColumns>
type JoinedRow = { entry: typeof log.$inferSelect; exactAt: string; organisation: NameRow | null }

function logRowOf({ entry, exactAt, organisation }: JoinedRow): LogRow {
  const { endorsementId, revision, ...rest } = entry
  const endorsement =
    endorsementId === null || organisation === null
      ? null
      : { id: endorsementId, revision: revision ?? 0, name: organisation.name, names: organisation.names }
  const statement = rest.statement ?? organisation?.statement ?? null
  return { ...rest, statement, endorsement, cursor: { at: exactAt, id: entry.id } }
}
