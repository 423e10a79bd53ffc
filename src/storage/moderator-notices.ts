import { and, eq, inArray, type SQL, sql } from 'drizzle-orm'
import type { Sight } from '../domain/sight.ts'
import type { Database, Reader, Transaction } from './client.ts'
import { endorsements, proposals } from './schema/endorsements.ts'
import { moderators } from './schema/moderators.ts'
import { inSight } from './sight.ts'

// Whom to write to and when. Each taking is one statement, so that two sweeps at once never write twice.

const moment = (time: Date) => sql`${time.toISOString()}::timestamptz`

/** Since when the newest waits of what a moderator sees: for a limited one an index ends with each statement's. */
const newestWaiting = sql`CASE WHEN ${moderators.limited} AND ${moderators.role} = 'moderator' THEN (
    SELECT max(greatest(newest.queued_at, newest.proposed_at)) FROM moderator_statements AS own, LATERAL (
      SELECT
        (SELECT max(waiting.queued_at) FROM endorsements AS waiting
          WHERE waiting.statement = own.statement AND waiting.status = 'confirmed') AS queued_at,
        (SELECT max(proposed_at) FROM proposals JOIN endorsements AS listed ON listed.id = proposals.endorsement_id
          WHERE listed.statement = own.statement) AS proposed_at
    ) AS newest WHERE own.moderator_id = ${moderators.id})
  ELSE greatest(
    (SELECT max(waiting.queued_at) FROM endorsements AS waiting WHERE waiting.status = 'confirmed'),
    (SELECT max(proposed_at) FROM proposals)) END`

/**
 * Something waits that came after this moderator last looked and was last told. Only the newest request and the newest
 * proposal are compared: an index ends with each, so a long queue costs no more.
 */
const unreadWaits = (toldBefore: Date) =>
  sql<boolean>`(${moderators.status} = 'active' AND ${moderators.tellWaiting}
    AND coalesce(${moderators.toldWaitingAt} <= ${moment(toldBefore)}, true)
    AND ${newestWaiting}
      > coalesce(greatest(${moderators.seenQueueAt}, ${moderators.toldWaitingAt}), '-infinity'))`

/** A moderator who came after this week's digest waits for the next. */
const digestDue = (since: Date) =>
  sql<boolean>`(coalesce(${moderators.toldDigestAt}, ${moderators.createdAt}) < ${moment(since)})`

/** When a moderator may be told again, and when this week's digest was due. */
export type NoticeTimes = { toldBefore: Date; digestSince: Date }

/** Whether there is anybody to tell. One query, as the answer is almost always no. */
export async function findDueNotices(
  db: Database,
  { toldBefore, digestSince }: NoticeTimes,
): Promise<{ waiting: boolean; digest: boolean }> {
  const [due] = await db
    .select({
      waiting: sql<boolean>`coalesce(bool_or(${unreadWaits(toldBefore)}), false)`,
      digest: sql<boolean>`coalesce(bool_or(${digestDue(digestSince)}), false)`,
    })
    .from(moderators)
  return due ?? { waiting: false, digest: false }
}

/** Takes the moderators who are to be told that something waits. @returns their ids */
export const takeWaitingNotices = (tx: Transaction, { toldBefore }: NoticeTimes, now: Date) =>
  take(tx, unreadWaits(toldBefore), { toldWaitingAt: now })

/**
 * Takes the moderators for whom this week's digest is due, those included who do not want it or cannot sign in: who
 * turns it on or is let in later in the week waits for the next. @returns the ids of those who are to get it
 */
export const takeDigests = (tx: Transaction, { digestSince }: NoticeTimes, now: Date) =>
  take(tx, digestDue(digestSince), { toldDigestAt: now })

async function take(
  tx: Transaction,
  due: SQL,
  mark: { toldWaitingAt: Date } | { toldDigestAt: Date },
): Promise<string[]> {
  // A locked moderator is being told, or looks at the queue at this moment. There is a next sweep.
  const free = tx
    .select({ id: moderators.id })
    .from(moderators)
    .where(due)
    .for('update', { skipLocked: true })
  const taken = await tx
    .update(moderators)
    .set(mark)
    .where(and(inArray(moderators.id, free), due))
    .returning({ id: moderators.id, status: moderators.status, tellDigest: moderators.tellDigest })
  return taken
    .filter(({ status, tellDigest }) => status === 'active' && ('toldWaitingAt' in mark || tellDigest))
    .map(({ id }) => id)
}

/** Notes that a moderator looks at the queue: what waits now is no news to them. */
export async function noteQueueSeen(db: Reader, moderatorId: string, now: Date) {
  await db
    .update(moderators)
    .set({ seenQueueAt: sql`greatest(${moderators.seenQueueAt}, ${moment(now)})` })
    .where(eq(moderators.id, moderatorId))
}

/** How many requests and proposed corrections wait that somebody of this sight sees, and since when the oldest does. */
export async function measureQueue(
  reader: Reader,
  sight: Sight,
): Promise<{ waiting: number; oldest: Date | null }> {
  const proposed = reader
    .select({
      count: sql<number>`count(*)`.as('proposed_count'),
      oldest: sql`min(${proposals.proposedAt})`.as('proposed_oldest'),
    })
    .from(proposals)
    .innerJoin(endorsements, eq(endorsements.id, proposals.endorsementId))
    .where(inSight(endorsements.statement, sight))
    .as('proposed')
  const queued = reader
    .select({
      count: sql<number>`count(*)`.as('queued_count'),
      oldest: sql`min(${endorsements.queuedAt})`.as('queued_oldest'),
    })
    .from(endorsements)
    .where(and(eq(endorsements.status, sql`'confirmed'`), inSight(endorsements.statement, sight)))
    .as('queued')
  const [row] = await reader
    .select({
      waiting: sql<number>`(${queued.count} + ${proposed.count})::int`,
      oldest: sql<string | null>`least(${queued.oldest}, ${proposed.oldest})`,
    })
    .from(queued)
    .innerJoin(proposed, sql`true`)
  return { waiting: row?.waiting ?? 0, oldest: row?.oldest ? new Date(row.oldest) : null }
}

/**
 * Requests approved or rejected since then, of what is in sight. One that was withdrawn after its approval counts too.
 */
export async function countDecided(reader: Reader, since: Date, sight: Sight): Promise<number> {
  const [row] = await reader
    .select({ decided: sql<number>`count(*)::int` })
    .from(endorsements)
    .where(
      and(
        sql`founding_key IS NULL AND (approved_at >= ${moment(since)} OR (status = 'rejected' AND rejected_at >= ${moment(since)}))`,
        inSight(endorsements.statement, sight),
      ),
    )
  return row?.decided ?? 0
}
