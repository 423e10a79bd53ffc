import { and, asc, eq, lte, sql } from 'drizzle-orm'
import type { Extension, Times } from '../domain/statement-times.ts'
import type { Reader, Transaction } from './client.ts'
import { extensions, finalLists } from './schema/rounds.ts'
import { statements } from './schema/statements.ts'

/** The times of a statement, and what else its page at the desk shows of them. */
export type StatementTimes = Times & { slug: string; timeZone: string; lateSignatories: boolean }

const isFrozen = sql<boolean>`EXISTS (SELECT FROM ${finalLists} WHERE ${finalLists.statement} = ${statements.slug})`

const timesColumns = {
  slug: statements.slug,
  origin: statements.origin,
  state: statements.state,
  opensAt: statements.opensAt,
  closesAt: statements.closesAt,
  publishAt: statements.publishAt,
  timeZone: statements.timeZone,
  lateSignatories: statements.lateSignatories,
  frozen: isFrozen,
}

/** Null for an unknown statement. */
export async function findTimes(reader: Reader, slug: string): Promise<StatementTimes | null> {
  const [row] = await reader.select(timesColumns).from(statements).where(eq(statements.slug, slug))
  return row ?? null
}

/** Whether a statement is private now, and since when it is public after a private round; null: it had none. */
export type Round = { isPrivate: boolean; publicSince: Date | null }

export async function findRound(reader: Reader, slug: string): Promise<Round> {
  const [row] = await reader
    .select({ state: statements.state, publicSince: statements.publicSince })
    .from(statements)
    .where(eq(statements.slug, slug))
  return { isPrivate: row?.state === 'private', publicSince: row?.publicSince ?? null }
}

/** As {@link findTimes}, with nobody else changing them until the transaction ends. */
export async function lockTimes(tx: Transaction, slug: string): Promise<StatementTimes | null> {
  await tx
    .select({ slug: statements.slug })
    .from(statements)
    .where(eq(statements.slug, slug))
    .for('no key update')
  return findTimes(tx, slug)
}

/** Up to `most` private statements whose hour has come. */
export const findDueToPublish = (reader: Reader, now: Date, most: number): Promise<string[]> =>
  reader
    .select({ slug: statements.slug })
    .from(statements)
    .where(and(eq(statements.state, 'private'), lte(statements.publishAt, now)))
    .orderBy(asc(statements.publishAt))
    .limit(most)
    .then(rows => rows.map(({ slug }) => slug))

/** Up to `most` public statements that have closed and whose list nobody has frozen yet. */
export const findDueToFreeze = (reader: Reader, now: Date, most: number): Promise<string[]> =>
  reader
    .select({ slug: statements.slug })
    .from(statements)
    .where(and(eq(statements.state, 'public'), lte(statements.closesAt, now), sql`NOT ${isFrozen}`))
    .orderBy(asc(statements.closesAt))
    .limit(most)
    .then(rows => rows.map(({ slug }) => slug))

/** Notes since when a statement that had a private round is public. */
export async function setPublicSince(tx: Transaction, slug: string, now: Date) {
  await tx.update(statements).set({ publicSince: now }).where(eq(statements.slug, slug))
}

export async function setPublishAt(tx: Transaction, slug: string, publishAt: Date | null) {
  await tx.update(statements).set({ publishAt }).where(eq(statements.slug, slug))
}

export async function setLateSignatories(tx: Transaction, slug: string, lateSignatories: boolean) {
  await tx.update(statements).set({ lateSignatories }).where(eq(statements.slug, slug))
}

type Extending = Extension & { moderatorId: string | null; at: Date }

/** Notes an extension for good; null as moderator: a deploy of the files. */
export async function insertExtension(tx: Transaction, slug: string, extending: Extending) {
  const { from: fromClosesAt, to: toClosesAt, at, moderatorId } = extending
  await tx
    .insert(extensions)
    .values({ id: crypto.randomUUID(), statement: slug, fromClosesAt, toClosesAt, at, moderatorId })
}

/** The same, and moves the deadline: the database lets neither happen alone. */
export async function extendDeadline(tx: Transaction, slug: string, extending: Extending) {
  await insertExtension(tx, slug, extending)
  await tx.update(statements).set({ closesAt: extending.to }).where(eq(statements.slug, slug))
}

/** Every change of a statement's deadline, oldest first. */
export const findExtensions = (reader: Reader, slug: string): Promise<(Extension & { at: Date })[]> =>
  reader
    .select({ from: extensions.fromClosesAt, to: extensions.toClosesAt, at: extensions.at })
    .from(extensions)
    .where(eq(extensions.statement, slug))
    .orderBy(asc(extensions.at), asc(extensions.toClosesAt))
