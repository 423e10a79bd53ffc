import { and, eq, inArray, sql } from 'drizzle-orm'
import { type Endorsement, isUndecided } from '../domain/endorsement.ts'
import { shownToOthers } from '../domain/evidence/shown-to-others.ts'
import { summarise } from '../domain/evidence/summary.ts'
import type { Database, Transaction } from './client.ts'
import { endorsementOf } from './endorsement-rows.ts'
import { findNearWaiting, gatherEvidence, provedMailbox, undecided } from './evidence.ts'
import { isAway } from './pg-errors.ts'
import { endorsements, evidenceDue } from './schema/endorsements.ts'
import type { Sealing } from './sealing.ts'

/** `onFault`: told of each that cannot be weighed. It stays due, and keeps no other from it. */
type WeighDeps = { db: Database; sealing: Sealing; onFault: (id: string, error: unknown) => void }
type RowLock = { skipLocked?: true }

/** True of a request that something has changed about since it was weighed, or that never was. */
export const isMarked = sql<boolean>`EXISTS (SELECT FROM evidence_due WHERE evidence_due.endorsement_id = endorsements.id)`

/** The same, and of one from the version before this one, which marked none: the sweep alone looks for those. */
export const isDue = sql<boolean>`(${undecided} AND (${endorsements.speaksAgainst} IS NULL OR ${isMarked}))`

/**
 * Marks the waiting requests that have to be weighed anew after a change: those that the endorsement was near to before
 * it, those that it is near to now, and itself. They are marked with the change and weighed after it: neither of two
 * changes at once sees what it means for the other.
 */
export async function markDue(tx: Transaction, before: Endorsement | null, to: Endorsement) {
  const earlier = before && shownToOthers(before)
  const later = shownToOthers(to)
  if (earlier === later) return
  const near = [
    ...(before && earlier !== null ? await findNearWaiting(tx, before) : []),
    ...(later === null ? [] : await findNearWaiting(tx, to)),
  ]
  await markAll(tx, isUndecided(to.status) ? [to.id, ...near] : near)
}

/** Marks those that an endorsement is near to, before and after something changes that it is compared by. */
export const markNear = async (tx: Transaction, endorsement: Endorsement): Promise<void> =>
  markAll(tx, await findNearWaiting(tx, endorsement))

/** Marks the waiting requests that share a mailbox with these, before it is forgotten. */
export async function markSameAddress(tx: Transaction, ids: string[]) {
  const mailboxes = tx
    .select({ mailbox: provedMailbox })
    .from(endorsements)
    .where(inArray(endorsements.id, ids))
  const rows = await tx
    .select({ id: endorsements.id })
    .from(endorsements)
    .where(and(undecided, sql`${provedMailbox} IN ${mailboxes}`))
  await markAll(
    tx,
    rows.map(({ id }) => id),
  )
}

/**
 * Marked anew also where it is marked already: whoever weighs that one just now may have looked too early. Rows are
 * only added, so that no two transactions wait for each other.
 */
export async function markAll(tx: Transaction, ids: string[]) {
  if (ids.length === 0) return
  // One text for all ids: a founding signatory concerns everybody who waits.
  await tx.execute(sql`
    INSERT INTO evidence_due (endorsement_id)
    SELECT unnest(string_to_array(${[...new Set(ids)].join(',')}, ',')::uuid[])`)
}

/**
 * Weighs requests whose evidence is due, no more than `most`, and keeps for the queue what it comes to. What somebody
 * is just changing is left for the next time. Gives how many it looked at.
 */
export async function weighDue(deps: WeighDeps, most: number): Promise<number> {
  const due = await deps.db.execute<{ id: string }>(sql`
    (SELECT DISTINCT endorsement_id AS id FROM ${evidenceDue} LIMIT ${most})
    UNION (SELECT id FROM ${endorsements} WHERE ${undecided} AND ${endorsements.speaksAgainst} IS NULL LIMIT ${most})
    LIMIT ${most}`)
  for (const { id } of due) await tryToWeigh(deps, id, { skipLocked: true })
  return due.length
}

/** The same of these requests, all at once and now: whoever looks at them waits for it. */
export async function weighNow(deps: WeighDeps, ids: readonly string[]): Promise<void> {
  await Promise.all(ids.map(id => tryToWeigh(deps, id, {})))
}

async function tryToWeigh({ db, sealing, onFault }: WeighDeps, id: string, lock: RowLock): Promise<void> {
  try {
    await weighOne(db, sealing, id, lock)
  } catch (error) {
    if (isAway(error)) throw error
    onFault(id, error)
  }
}

/**
 * One at a time has its row locked, so that nobody waits for it long. The row's revision stays: no decision is stale by
 * it.
 */
function weighOne(db: Database, sealing: Sealing, id: string, lock: RowLock): Promise<void> {
  return db.transaction(async tx => {
    const [row] = await tx
      .select()
      .from(endorsements)
      .where(eq(endorsements.id, id))
      .for('no key update', lock)
    if (!row) return
    // First: what is marked from here on is not seen by what follows.
    const marks = await tx
      .delete(evidenceDue)
      .where(eq(evidenceDue.endorsementId, id))
      .returning({ id: evidenceDue.id })
    const endorsement = endorsementOf(row)
    if (!isUndecided(row.status) || (marks.length === 0 && row.speaksAgainst !== null)) return
    const { for: speaksFor, against: speaksAgainst } = summarise(
      await gatherEvidence(tx, sealing, endorsement),
    )
    await tx.update(endorsements).set({ speaksFor, speaksAgainst }).where(eq(endorsements.id, id))
  })
}
