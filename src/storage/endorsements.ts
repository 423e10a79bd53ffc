import { and, desc, eq, isNotNull, lt, lte, or, sql } from 'drizzle-orm'
import { returnedLifetime } from '../domain/durations.ts'
import { type Endorsement, type EventKind, isNamed, type Transition } from '../domain/endorsement.ts'
import type { Reader, Transaction } from './client.ts'
import { followKeys } from './current-key.ts'
import { insertDetails } from './details.ts'
import { columnsOf, endorsementOf, identityOf } from './endorsement-rows.ts'
import { forgetRepresentative } from './erase.ts'
import { markDue } from './evidence-due.ts'
import { cancelUnsent, wipeUnsent } from './outbox-ends.ts'
import { type Actor, endorsements, events } from './schema/endorsements.ts'
import type { Sealing } from './sealing.ts'

/** A place at the end of the list; one that was left and restored keeps its own. */
const nextPosition = sql`nextval('list_positions')`
const keptPosition = sql`coalesce(${endorsements.position}, ${nextPosition})`

/** The keys of an address: of itself, and of its mailbox. */
type AddressKeys = { lookup: Uint8Array; mailbox: Uint8Array }

/** Under the key that is current until the transaction ends. */
export async function addressKeys(tx: Transaction, sealing: Sealing, email: string): Promise<AddressKeys> {
  await followKeys(tx, sealing)
  const [[lookup], [mailbox]] = [sealing.lookup(email), sealing.mailbox(email)]
  return { lookup, mailbox }
}

/** Inserts a request. Its address is one that was typed, until a link proves it. */
export async function insertRequest(
  tx: Transaction,
  { to, event }: Transition<Endorsement>,
  { lookup: typedLookup, mailbox: mailboxLookup }: AddressKeys,
  now: Date,
) {
  const keys = { typedLookup, mailboxLookup }
  await tx.insert(endorsements).values({ ...identityOf(to), ...columnsOf(to), ...keys })
  await insertDetails(tx, to)
  await insertEvent(tx, to, event, 'representative', now)
}

/** Inserts a founding signatory, or answers false if its key was ever seen. */
export async function insertFounding(
  tx: Transaction,
  { to, event }: Transition<Endorsement>,
  foundingKey: string,
  now: Date,
): Promise<boolean> {
  const inserted = await tx
    .insert(endorsements)
    .values({ ...identityOf(to), ...columnsOf(to), foundingKey, position: nextPosition })
    .onConflictDoNothing({ target: [endorsements.statement, endorsements.foundingKey] })
    .returning({ id: endorsements.id })
  if (inserted.length === 0) return false
  await insertEvent(tx, to, event, 'deploy', now)
  await markDue(tx, null, to)
  return true
}

/** A founding signatory by its key, on the list or off it. */
export async function findFounding(
  reader: Reader,
  statement: string,
  foundingKey: string,
): Promise<Endorsement | null> {
  const [row] = await reader
    .select()
    .from(endorsements)
    .where(and(eq(endorsements.statement, statement), eq(endorsements.foundingKey, foundingKey)))
  return row ? endorsementOf(row) : null
}

/** The founding signatories on a list that signed a version before one. */
export async function findFoundersBefore(
  tx: Transaction,
  statement: string,
  version: number,
): Promise<Endorsement[]> {
  const rows = await tx
    .select()
    .from(endorsements)
    .where(
      and(
        eq(endorsements.statement, statement),
        eq(endorsements.status, sql`'approved'`),
        isNotNull(endorsements.foundingKey),
        lt(endorsements.version, version),
      ),
    )
    .orderBy(endorsements.position)
  return rows.map(endorsementOf)
}

/**
 * Writes a transition if the endorsement is still as it was decided on, and notes whose evidence that changes; answers
 * false if it is not, else how many mails were taken back that it no longer owes.
 * Throws on a violated constraint, `endorsements_one_signatory` and `endorsements_one_request` among them.
 */
export async function updateEndorsement(
  tx: Transaction,
  before: Endorsement,
  { to, event, eraseContact, cancelMail }: Transition<Endorsement>,
  actor: Actor,
  now: Date,
): Promise<{ cancelled: number } | false> {
  const updated = await tx
    .update(endorsements)
    .set({
      ...identityOf(to),
      ...columnsOf(to),
      ...hiddenSince(before, to, now),
      ...(to.status === 'approved' ? { position: keptPosition } : {}),
    })
    .where(
      and(
        eq(endorsements.id, before.id),
        eq(endorsements.status, before.status),
        eq(endorsements.revision, before.revision),
      ),
    )
    .returning({ id: endorsements.id })
  if (updated.length === 0) return false
  await insertEvent(tx, to, event, actor, now)
  if (!hasSameDetails(before, to)) await insertDetails(tx, to)
  const cancelled = cancelMail ? await cancelUnsent(tx, before.id, cancelMail, now) : 0
  // Who has left gets no news of the list any more, though it was owed before.
  if (before.status === 'approved' && to.status !== 'approved')
    await wipeUnsent(tx, [before.id], now, { only: 'update' })
  // Before the address is forgotten, by which it may be near to others.
  await markDue(tx, before, to)
  if (eraseContact) await forgetRepresentative(tx, [before.id], now)
  return { cancelled }
}

/** Since when a name that was public is withheld. It stays so, whatever becomes of the organisation meanwhile. */
function hiddenSince(before: Endorsement, to: Endorsement, now: Date): { hiddenAt?: Date | null } {
  if (!to.nameWithheld) return { hiddenAt: null }
  return isNamed(before) ? { hiddenAt: now } : {}
}

const hasSameDetails = (one: Endorsement, other: Endorsement): boolean =>
  one.organisation === other.organisation &&
  one.comment === other.comment &&
  one.nameWithheld === other.nameWithheld

/** Takes back the first approvals that a moderator gave and nobody has followed yet. */
export async function dropFirstApprovals(tx: Transaction, moderatorId: string) {
  await tx
    .update(endorsements)
    .set({ firstApprovedBy: null, firstApprovedAt: null })
    .where(eq(endorsements.firstApprovedBy, moderatorId))
}

export async function findEndorsement(reader: Reader, id: string): Promise<Endorsement | null> {
  const [row] = await reader.select().from(endorsements).where(eq(endorsements.id, id))
  return row ? endorsementOf(row) : null
}

/** The same, with nobody else changing it until the transaction ends. */
export async function lockEndorsement(tx: Transaction, id: string): Promise<Endorsement | null> {
  const [row] = await tx.select().from(endorsements).where(eq(endorsements.id, id)).for('update')
  return row ? endorsementOf(row) : null
}

/** What happened to an endorsement last. */
export async function findLastEvent(
  reader: Reader,
  id: string,
): Promise<{ kind: EventKind; actor: Actor; at: Date } | null> {
  const { kind, actor, at } = events
  const [row] = await reader
    .select({ kind, actor, at })
    .from(events)
    .where(eq(events.endorsementId, id))
    .orderBy(desc(events.id))
    .limit(1)
  return row ?? null
}

/** When the newest changes of one kind were made to an endorsement, newest first, no more than `most`. */
export async function findChangedAt(
  tx: Transaction,
  id: string,
  kind: 'amended' | 'revised' | 'contact_amended' | 'correction_proposed',
  most: number,
): Promise<Date[]> {
  const rows = await tx
    .select({ at: events.at })
    .from(events)
    .where(and(eq(events.endorsementId, id), eq(events.kind, kind)))
    .orderBy(desc(events.id))
    .limit(most)
  return rows.map(({ at }) => at)
}

/**
 * Requests that nobody confirmed in time, and those whose changes nobody made: `expire` in domain/endorsing.ts is
 * theirs.
 */
export async function findOverdue(tx: Transaction, now: Date, most: number): Promise<Endorsement[]> {
  const returnedBefore = new Date(now.getTime() - returnedLifetime)
  const rows = await tx
    .select()
    .from(endorsements)
    .where(
      or(
        and(eq(endorsements.status, sql`'requested'`), lte(endorsements.expiresAt, now)),
        and(eq(endorsements.status, sql`'returned'`), lte(endorsements.returnedAt, returnedBefore)),
      ),
    )
    .limit(most)
    .for('update', { skipLocked: true })
  return rows.map(endorsementOf)
}

export async function insertEvent(
  tx: Transaction,
  { id, revision }: { id: string; revision: number },
  kind: EventKind,
  actor: Actor,
  at: Date,
) {
  await tx.insert(events).values({ endorsementId: id, kind, revision, actor, at })
}

/** True where a link has ever proved the address: the log of events says it, whatever became of the request since. */
export async function wasProved(reader: Reader, id: string): Promise<boolean> {
  const rows = await reader
    .select({ id: events.id })
    .from(events)
    .where(and(eq(events.endorsementId, id), eq(events.kind, 'confirmed')))
    .limit(1)
  return rows.length > 0
}

/** Notes another address in the place of one that was typed; none is proved. */
export async function setTypedAddress(tx: Transaction, id: string, { lookup, mailbox }: AddressKeys) {
  const keys = { typedLookup: lookup, mailboxLookup: mailbox }
  await tx.update(endorsements).set(keys).where(eq(endorsements.id, id))
}

/**
 * Notes another address that its owner has proved. Throws `endorsements_one_request` where a request of that address
 * waits.
 */
export async function setProvedAddress(tx: Transaction, id: string, { lookup, mailbox }: AddressKeys) {
  await tx
    .update(endorsements)
    .set({ typedLookup: lookup, emailLookup: lookup, mailboxLookup: mailbox })
    .where(eq(endorsements.id, id))
}

/** True of a request that ended because its address has another. */
export async function isSuperseded(reader: Reader, id: string): Promise<boolean> {
  const rows = await reader
    .select({ id: events.id })
    .from(events)
    .where(and(eq(events.endorsementId, id), eq(events.kind, 'superseded')))
    .limit(1)
  return rows.length > 0
}
