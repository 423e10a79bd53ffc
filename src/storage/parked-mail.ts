import { and, asc, count, eq, isNotNull, type SQL } from 'drizzle-orm'
import type { MailPriority } from '../domain/mail-order.ts'
import type { Names } from '../domain/organisation.ts'
import type { Sight } from '../domain/sight.ts'
import type { Reader, Transaction } from './client.ts'
import { followKeys } from './current-key.ts'
import { findTurn, outboxContext } from './outbox.ts'
import { endorsements } from './schema/endorsements.ts'
import { outbox, type ParkedAs } from './schema/mail.ts'
import type { Sealing } from './sealing.ts'
import { inSight } from './sight.ts'
import { deleteUnreachable } from './unreachable.ts'

/** A message that no machine tries again. Of whom it is for it says the request alone; null: it is a moderator's. */
export type ParkedMail = {
  id: string
  kind: string
  parkedAt: Date
  /** Null: the version before parked it, and said no reason but the code. */
  parkedAs: ParkedAs | null
  /** The provider's. */
  code: string | null
  endorsement: { id: string; name: string; names: Names } | null
}

const isParked = and(isNotNull(outbox.parkedAt), isNotNull(outbox.sealed))

/** The oldest first. Who sees some statements alone sees the mails about their requests, and no moderator's. */
export const findParkedMails = (reader: Reader, sight: Sight, most: number): Promise<ParkedMail[]> =>
  findParked(reader, sight === null ? undefined : inSight(endorsements.statement, sight), most)

/** Those about one request, the oldest first. */
export const findParkedMailsOf = (reader: Reader, endorsementId: string): Promise<ParkedMail[]> =>
  findParked(reader, eq(outbox.endorsementId, endorsementId), mostOfRequest)

/** No request has as many; of more the page of all mails shows the rest. */
const mostOfRequest = 20

async function findParked(reader: Reader, which: SQL | undefined, most: number): Promise<ParkedMail[]> {
  const rows = await reader
    .select({ mail: outbox, name: endorsements.name, names: endorsements.names })
    .from(outbox)
    .leftJoin(endorsements, eq(endorsements.id, outbox.endorsementId))
    .where(and(isParked, which))
    .orderBy(asc(outbox.parkedAt), asc(outbox.id))
    .limit(most)
  return rows.map(({ mail: { id, kind, parkedAt, parkedAs, lastError, endorsementId }, name, names }) => ({
    id,
    kind,
    parkedAt: parkedAt ?? new Date(0),
    parkedAs,
    code: lastError,
    endorsement:
      endorsementId === null || name === null ? null : { id: endorsementId, name, names: names ?? {} },
  }))
}

/** What a parked message is about: a request, or a moderator; null where it is parked no more. */
export async function findMailSubject(
  reader: Reader,
  id: string,
): Promise<{ endorsementId: string | null; moderatorId: string | null } | null> {
  const [row] = await reader
    .select({ endorsementId: outbox.endorsementId, moderatorId: outbox.moderatorId })
    .from(outbox)
    .where(and(eq(outbox.id, id), isParked))
  return row ?? null
}

/** How many messages of a sight wait for a person. */
export async function countParkedMails(reader: Reader, sight: Sight): Promise<number> {
  const [row] = await reader
    .select({ count: count() })
    .from(outbox)
    .leftJoin(endorsements, eq(endorsements.id, outbox.endorsementId))
    .where(and(isParked, sight === null ? undefined : inSight(endorsements.statement, sight)))
  return row?.count ?? 0
}

/**
 * Owes a parked message once more, to the same address in the same words, under a new key: the provider takes it for
 * another one. The parked one is wiped. Where an earlier mail did not arrive at that address it is tried all the same.
 *
 * @returns the new id; null where it is parked no more
 */
export async function oweAgain(
  tx: Transaction,
  sealing: Sealing,
  id: string,
  now: Date,
): Promise<string | null> {
  await followKeys(tx, sealing)
  const [parked] = await tx
    .select()
    .from(outbox)
    .where(and(eq(outbox.id, id), isParked))
    .for('update')
  if (!parked?.sealed) return null
  const { endorsementId, moderatorId, kind, createdAt, share, source, askId } = parked
  const fresh = crypto.randomUUID()
  const message = await sealing.open(outboxContext(id), parked.sealed)
  // Somebody wants it tried, whatever an earlier mail came to.
  await deleteUnreachable(tx, sealing.lookup((JSON.parse(message) as { to: string }).to))
  const priority = parked.priority as MailPriority
  await tx.insert(outbox).values({
    id: fresh,
    endorsementId,
    moderatorId,
    kind,
    priority,
    share,
    source,
    // Whoever waits for it is told of this one, and of the parked one no more.
    askId,
    // What is counted and what is forgotten by age goes by when it was owed first.
    createdAt,
    nextAttemptAt: now,
    turn: await findTurn(tx, { priority, share, source, createdAt: now }),
    sealed: await sealing.seal(outboxContext(fresh), message),
  })
  await tx
    .update(outbox)
    .set({ sealed: null, cancelledAt: now, parkedAt: null, askId: null })
    .where(eq(outbox.id, id))
  return fresh
}
