import { and, asc, count, desc, eq, gt, inArray, isNotNull, isNull, sql } from 'drizzle-orm'
import type { Endorsement } from '../domain/endorsement.ts'
import type { UpdateTexts, WrittenKind } from '../domain/updates.ts'
import type { Reader, Transaction } from './client.ts'
import { endorsementOf } from './endorsement-rows.ts'
import { contacts, endorsements } from './schema/endorsements.ts'
import { outbox } from './schema/mail.ts'
import { finalLists, finalMembers } from './schema/rounds.ts'
import { updates } from './schema/updates.ts'

export type Update = typeof updates.$inferSelect

/** What an administrator saves of one. */
export type WrittenUpdate = { kind: WrittenKind; texts: UpdateTexts; by: string }

/** All of a statement, newest first. */
export const findUpdates = (reader: Reader, slug: string): Promise<Update[]> =>
  reader.select().from(updates).where(eq(updates.statement, slug)).orderBy(desc(updates.writtenAt))

const isOf = (slug: string, id: string) => and(eq(updates.id, id), eq(updates.statement, slug))

export async function findUpdate(reader: Reader, slug: string, id: string): Promise<Update | null> {
  const [row] = await reader.select().from(updates).where(isOf(slug, id))
  return row ?? null
}

/** The same, with nobody else changing it until the transaction ends. */
export async function lockUpdate(tx: Transaction, slug: string, id: string): Promise<Update | null> {
  const [row] = await tx.select().from(updates).where(isOf(slug, id)).for('update')
  return row ?? null
}

export async function insertUpdate(
  tx: Transaction,
  slug: string,
  { kind, texts, by }: WrittenUpdate,
  now: Date,
): Promise<string> {
  const id = crypto.randomUUID()
  await tx.insert(updates).values({ id, statement: slug, kind, texts, writtenBy: by, writtenAt: now })
  return id
}

export async function reviseUpdate(
  tx: Transaction,
  { id, revision }: Update,
  { kind, texts, by }: WrittenUpdate,
  now: Date,
) {
  const next = { kind, texts, writtenBy: by, writtenAt: now, revision: revision + 1 }
  await tx.update(updates).set(next).where(eq(updates.id, id))
}

export async function deleteUpdate(tx: Transaction, id: string) {
  await tx.delete(updates).where(eq(updates.id, id))
}

export async function markUpdateSent(tx: Transaction, id: string, by: string, now: Date) {
  await tx.update(updates).set({ sentBy: by, sentAt: now }).where(eq(updates.id, id))
}

/** `of`: how many would have got it. */
export async function markUpdateStopped(
  tx: Transaction,
  { id, finishedAt }: Update,
  { by, of }: { by: string; of: number },
  now: Date,
) {
  await tx
    .update(updates)
    .set({ stoppedAt: now, stoppedBy: by, stoppedOf: of, finishedAt: finishedAt ?? now })
    .where(eq(updates.id, id))
}

/** Sends the final list to whoever asked for news, once. */
export async function insertFinalUpdate(tx: Transaction, slug: string, now: Date) {
  await tx
    .insert(updates)
    .values({ id: crypto.randomUUID(), statement: slug, kind: 'final', writtenAt: now, sentAt: now })
    .onConflictDoNothing()
}

/** By what a statement's final list is cited; null before it is frozen. */
export async function findFinalHash(reader: Reader, slug: string): Promise<string | null> {
  const [row] = await reader
    .select({ sha256: finalLists.sha256 })
    .from(finalLists)
    .where(eq(finalLists.statement, slug))
  return row?.sha256 ?? null
}

/** Signatories, named or counted, whose contact has asked for news. */
const isRecipient = and(eq(endorsements.status, sql`'approved'`), isNotNull(contacts.updatesId))

export async function countRecipients(reader: Reader, slug: string): Promise<number> {
  const [row] = await reader
    .select({ count: sql<number>`count(*)::int` })
    .from(endorsements)
    .innerJoin(contacts, eq(contacts.endorsementId, endorsements.id))
    .where(and(eq(endorsements.statement, slug), isRecipient))
  return row?.count ?? 0
}

/** Of the mails that bring an update, those that were taken back aside. `waiting`: to be sent yet. */
export type UpdateMails = { all: number; sent: number; waiting: number }

/** Of one that none brings yet. */
export const noMails: UpdateMails = { all: 0, sent: 0, waiting: 0 }

const isKept = isNull(outbox.cancelledAt)

/** How many mails bring each of some updates, so far. */
export async function countMailsOf(
  reader: Reader,
  ids: readonly string[],
): Promise<ReadonlyMap<string, UpdateMails>> {
  const { updateId, sentAt, parkedAt } = outbox
  const rows = await reader
    .select({
      id: updateId,
      all: count(),
      sent: count(sentAt),
      waiting: sql<number>`count(*) FILTER (WHERE ${sentAt} IS NULL AND ${parkedAt} IS NULL)::int`,
    })
    .from(outbox)
    .where(and(inArray(updateId, [...ids]), isKept))
    .groupBy(updateId)
  return new Map(rows.map(({ id, ...mails }) => [id ?? '', mails]))
}

const isOnItsWay = and(isNotNull(updates.sentAt), isNull(updates.finishedAt))

/** An update that is on its way, for one sweep alone until the transaction ends; null where there is none. */
export async function takeUpdateOnItsWay(tx: Transaction): Promise<Update | null> {
  const [row] = await tx
    .select()
    .from(updates)
    .where(isOnItsWay)
    .orderBy(asc(updates.sentAt))
    .limit(1)
    .for('update', { skipLocked: true })
  return row ?? null
}

export async function isUpdateOnItsWay(reader: Reader): Promise<boolean> {
  const rows = await reader.select({ id: updates.id }).from(updates).where(isOnItsWay).limit(1)
  return rows.length > 0
}

/** Of the final list nobody is told that it is theirs who does not stand on it. */
const isOnFinalList = sql`EXISTS (
  SELECT FROM ${finalMembers} WHERE ${finalMembers.endorsementId} = ${endorsements.id})`

/** `subscription` null: they said no in this very moment. */
export type UpdateRecipient = { endorsement: Endorsement; subscription: string | null }

/**
 * The next recipients, by the ids of their endorsements. Neither can they leave nor say no before the transaction ends:
 * what they did before it counts.
 */
export async function lockNextRecipients(
  tx: Transaction,
  { statement, kind, reached }: Update,
  most: number,
): Promise<UpdateRecipient[]> {
  // The endorsement before its contact, as everybody locks them.
  const rows = await tx
    .select({ row: endorsements })
    .from(endorsements)
    .innerJoin(contacts, eq(contacts.endorsementId, endorsements.id))
    .where(
      and(
        eq(endorsements.statement, statement),
        isRecipient,
        kind === 'final' ? isOnFinalList : undefined,
        reached === null ? undefined : gt(endorsements.id, reached),
      ),
    )
    .orderBy(asc(endorsements.id))
    .limit(most)
    .for('no key update', { of: endorsements })
  const ids = rows.map(({ row }) => row.id)
  const wanting = await tx
    .select({ id: contacts.endorsementId, subscription: contacts.updatesId })
    .from(contacts)
    .where(inArray(contacts.endorsementId, ids))
    .orderBy(asc(contacts.endorsementId))
    .for('share')
  const subscriptions = new Map(wanting.map(({ id, subscription }) => [id, subscription]))
  return rows.map(({ row }) => ({
    endorsement: endorsementOf(row),
    subscription: subscriptions.get(row.id) ?? null,
  }))
}

/** Notes how far it has come; `reached` null: to the end. */
export async function noteReached(tx: Transaction, id: string, reached: string | null, now: Date) {
  await tx
    .update(updates)
    .set(reached === null ? { finishedAt: now } : { reached })
    .where(eq(updates.id, id))
}
