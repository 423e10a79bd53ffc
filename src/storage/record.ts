import { eq, sql } from 'drizzle-orm'
import { utcDate } from '../domain/dates.ts'
import type { Endorsement } from '../domain/endorsement.ts'
import {
  canonicalJson,
  commitment,
  committedFields,
  type ListChange,
  type RecordEntry,
} from '../domain/record.ts'
import type { Transaction } from './client.ts'
import { recordEntries, recordHead, recordOpenings } from './schema/record.ts'
import { statements } from './schema/statements.ts'

/**
 * Notes a change of the list: raises the statement's revision, and appends an entry to the record with its opening.
 * Of a withheld name the entry has the commitment alone: the salt is kept nowhere, and what was opened before is
 * deleted. The statement and the head of the record stay locked to the end of the transaction, always in this order:
 * entries follow one another without gaps, and writers queue instead of dead-locking.
 *
 * @returns the statement's new revision
 */
export async function recordChange(
  tx: Transaction,
  type: ListChange,
  signatory: Endorsement,
  salt: Uint8Array,
  now: Date,
): Promise<number> {
  const revision = await raiseRevision(tx, signatory.statement)
  const fields = type === 'withdraw' ? null : committedFields(signatory.organisation)
  const seq = await appendEntry(
    tx,
    {
      v: 2,
      type,
      statement: signatory.statement,
      version: signatory.version,
      id: signatory.id,
      commitment: fields === null ? null : commitment(salt, fields),
      date: utcDate(now),
    },
    now,
  )
  // Entries of a signatory that left, or whose name is withheld, stay in the record. Without their openings they tell
  // nothing.
  if (fields === null || signatory.nameWithheld)
    await tx.delete(recordOpenings).where(eq(recordOpenings.endorsementId, signatory.id))
  else await tx.insert(recordOpenings).values({ seq, endorsementId: signatory.id, salt, fields })
  return revision
}

/** Notes a new version of the text. Its entry commits to the text's own SHA-256. */
export async function recordVersion(
  tx: Transaction,
  statement: string,
  version: number,
  sha256: string,
  now: Date,
) {
  await raiseRevision(tx, statement)
  const entry: RecordEntry = {
    v: 1,
    type: 'statement',
    statement,
    version,
    id: null,
    commitment: sha256,
    date: utcDate(now),
  }
  await appendEntry(tx, entry, now)
}

/** Raises the revision that tells every process to make its pages anew. Locks the statement's row. */
export async function raiseRevision(tx: Transaction, statement: string): Promise<number> {
  const [raised] = await tx
    .update(statements)
    .set({ revision: sql`${statements.revision} + 1` })
    .where(eq(statements.slug, statement))
    .returning({ revision: statements.revision })
  if (!raised) throw new Error('a change of an unknown statement')
  return raised.revision
}

async function appendEntry(tx: Transaction, entry: RecordEntry, now: Date): Promise<number> {
  const [head] = await tx
    .update(recordHead)
    .set({ size: sql`${recordHead.size} + 1` })
    .returning({ size: recordHead.size })
  if (!head) throw new Error('the record has lost its head')
  const seq = head.size - 1
  await tx.insert(recordEntries).values({
    seq,
    statement: entry.statement,
    endorsementId: entry.id,
    entry: canonicalJson(entry),
    at: now,
  })
  return seq
}
