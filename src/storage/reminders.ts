import { and, asc, eq, gt, inArray, isNull, lte, ne, or, type SQL, sql } from 'drizzle-orm'
import { confirmReminderPeriod, deadlineReminderPeriod, reminderGap } from '../domain/durations.ts'
import type { Endorsement } from '../domain/endorsement.ts'
import type { Reader, Transaction } from './client.ts'
import { endorsementOf } from './endorsement-rows.ts'
import { hasContact } from './reconfirmations.ts'
import { endorsements } from './schema/endorsements.ts'
import { statements } from './schema/statements.ts'

const { id, statement, status, requestedAt, returnedAt, expiresAt, typedLookup } = endorsements
const { confirmRemindedAt, deadlineRemindedAt } = endorsements
const { closesAt } = statements

const shifted = (now: Date, milliseconds: number) => new Date(now.getTime() + milliseconds)

/** The statement closes within the period before a deadline in which people are reminded. */
const closesSoon = (now: Date) => and(gt(closesAt, now), lte(closesAt, shifted(now, deadlineReminderPeriod)))

/** Nobody has confirmed it, and it lapses soon or its statement closes soon. */
const isToConfirm = (now: Date): SQL | undefined =>
  and(
    eq(status, sql`'requested'`),
    isNull(confirmRemindedAt),
    lte(requestedAt, shifted(now, -reminderGap)),
    gt(expiresAt, now),
    or(isNull(closesAt), gt(closesAt, now), statements.lateSignatories),
    or(lte(expiresAt, shifted(now, confirmReminderPeriod)), closesSoon(now)),
  )

/** A moderator waits for an answer, and the statement closes soon. */
const isToAnswer = (now: Date): SQL | undefined =>
  and(
    eq(status, sql`'returned'`),
    isNull(deadlineRemindedAt),
    lte(returnedAt, shifted(now, -reminderGap)),
    closesSoon(now),
  )

const isDue = (now: Date) =>
  and(ne(statements.state, sql`'draft'`), or(isToConfirm(now), isToAnswer(now)), hasContact)

/** Whether anybody is to be reminded: the answer is almost always no, and takes no lock. */
export async function isAnyoneToRemind(reader: Reader, now: Date): Promise<boolean> {
  const rows = await reader
    .select({ id })
    .from(endorsements)
    .innerJoin(statements, eq(statements.slug, statement))
    .where(isDue(now))
    .limit(1)
  return rows.length > 0
}

/** `isSkipped`: another request of the address was reminded within the last {@link reminderGap}. */
type ToRemind = { endorsement: Endorsement; isSkipped: boolean }

/**
 * Takes up to `most` requests whose representatives are to be reminded, and notes that they are. Of parallel calls each
 * takes others. An address that nobody has proved gets one reminder in {@link reminderGap}, about its newest request,
 * however many strangers asked with it.
 */
export async function takeToRemind(tx: Transaction, now: Date, most: number): Promise<ToRemind[]> {
  const rows = await tx
    .select({ row: endorsements })
    .from(endorsements)
    .innerJoin(statements, eq(statements.slug, statement))
    .where(isDue(now))
    .orderBy(asc(requestedAt))
    .limit(most)
    .for('update', { skipLocked: true, of: endorsements })
  const taken = rows.map(({ row }) => row)
  const unproved = taken.filter(row => row.status === 'requested')
  const told = await lookupsReminded(
    tx,
    unproved.flatMap(row => row.typedLookup ?? []),
    now,
  )
  const answering = taken.filter(row => row.status === 'returned').map(row => row.id)
  await mark(
    tx,
    unproved.map(row => row.id),
    { confirmRemindedAt: now },
  )
  await mark(tx, answering, { deadlineRemindedAt: now })
  // The newest of an address comes first, and the others are skipped.
  return taken.reverse().map(row => {
    const key = row.status === 'requested' && row.typedLookup ? hex(row.typedLookup) : null
    const isSkipped = key !== null && told.has(key)
    if (key !== null) told.add(key)
    return { endorsement: endorsementOf(row), isSkipped }
  })
}

async function mark(
  tx: Transaction,
  ids: string[],
  at: { confirmRemindedAt: Date } | { deadlineRemindedAt: Date },
) {
  if (ids.length > 0) await tx.update(endorsements).set(at).where(inArray(id, ids))
}

/** Those of some addresses to which a reminder went lately. */
async function lookupsReminded(tx: Transaction, lookups: Uint8Array[], now: Date): Promise<Set<string>> {
  if (lookups.length === 0) return new Set()
  const rows = await tx
    .select({ typedLookup })
    .from(endorsements)
    .where(and(inArray(typedLookup, lookups), gt(confirmRemindedAt, shifted(now, -reminderGap))))
  return new Set(rows.flatMap(row => (row.typedLookup ? [hex(row.typedLookup)] : [])))
}

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')
