import { and, asc, eq, inArray, isNull } from 'drizzle-orm'
import type { EventKind } from '../domain/endorsement.ts'
import type { LogKind } from '../domain/log-kind.ts'
import type { Reader } from './client.ts'
import { type Details, detailsIn } from './details.ts'
import { remarkContext } from './remarks.ts'
import { type Actor, details, events, tokens } from './schema/endorsements.ts'
import { outbox } from './schema/mail.ts'
import { log, remarks } from './schema/moderation-log.ts'
import type { Sealing } from './sealing.ts'

// What is held about one endorsement, for its representative. Nothing here says which moderator did what.

export type OwnEvent = { kind: EventKind; revision: number; actor: Actor; at: Date }

/** All that happened to an endorsement, oldest first. */
export const findEvents = (reader: Reader, endorsementId: string): Promise<OwnEvent[]> =>
  reader
    .select({ kind: events.kind, revision: events.revision, actor: events.actor, at: events.at })
    .from(events)
    .where(eq(events.endorsementId, endorsementId))
    .orderBy(asc(events.id))

/** The kinds of log entries whose words are mailed to the representative: all others are the moderators' own. */
const mailedKinds = ['return', 'reject', 'withdraw', 'write', 'decline'] as const satisfies readonly LogKind[]
export type SentWords = { kind: (typeof mailedKinds)[number]; revision: number; at: Date; text: string }

/** What moderators wrote to the representative, oldest first. */
export async function findSentWords(
  reader: Reader,
  sealing: Sealing,
  endorsementId: string,
): Promise<SentWords[]> {
  const rows = await reader
    .select({ logId: log.id, kind: log.kind, revision: log.revision, at: log.at, sealed: remarks.sealed })
    .from(remarks)
    .innerJoin(log, eq(log.id, remarks.logId))
    .where(and(eq(remarks.endorsementId, endorsementId), inArray(log.kind, [...mailedKinds])))
    .orderBy(asc(log.at), asc(log.id))
  return Promise.all(
    rows.map(async ({ logId, kind, revision, at, sealed }) => ({
      kind: kind as SentWords['kind'],
      revision: revision ?? 0,
      at,
      text: await sealing.open(remarkContext(logId), sealed),
    })),
  )
}

/** Every link, oldest first; of each its hash is all that is kept beside this. */
export const findLinks = (reader: Reader, endorsementId: string) =>
  reader
    .select({
      purpose: tokens.purpose,
      createdAt: tokens.createdAt,
      expiresAt: tokens.expiresAt,
      usedAt: tokens.usedAt,
    })
    .from(tokens)
    .where(eq(tokens.endorsementId, endorsementId))
    .orderBy(asc(tokens.createdAt))

/** Every mail that was not taken back, oldest first. */
export const findMails = (reader: Reader, endorsementId: string) =>
  reader
    .select({
      kind: outbox.kind,
      createdAt: outbox.createdAt,
      sentAt: outbox.sentAt,
      nextAttemptAt: outbox.nextAttemptAt,
      firstAttemptAt: outbox.firstAttemptAt,
    })
    .from(outbox)
    .where(and(eq(outbox.endorsementId, endorsementId), isNull(outbox.cancelledAt)))
    .orderBy(asc(outbox.createdAt))

/** The public details as they stood, by the revision from which on they did, oldest first. */
export async function findEveryDetails(
  reader: Reader,
  endorsementId: string,
): Promise<(Details & { revision: number })[]> {
  const rows = await reader
    .select({ revision: details.revision, fields: details.fields })
    .from(details)
    .where(eq(details.endorsementId, endorsementId))
    .orderBy(asc(details.revision))
  return rows.map(({ revision, fields }) => ({ revision, ...detailsIn(fields) }))
}
