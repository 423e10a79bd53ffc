import { and, asc, gt, isNull, notExists, or, sql } from 'drizzle-orm'
import type { Database, Transaction } from './client.ts'
import { detailsRow } from './details.ts'
import { type EndorsementRow, endorsementOf, keysOf } from './endorsement-rows.ts'
import { details, endorsements } from './schema/endorsements.ts'

const batch = 500

/**
 * Gives rows that are older than searching and comparing their keys, and those older than amending their
 * first details. What a row has is left alone, so that running it again changes nothing.
 *
 * @returns how many rows lacked something
 */
export async function fillKeys(db: Database): Promise<number> {
  let filled = 0
  for (let last: string | undefined; ; ) {
    const after = last
    const ids = await db.transaction(tx => fillBatch(tx, after))
    if (ids.length === 0) return filled
    filled += ids.length
    last = ids.at(-1)
  }
}

async function fillBatch(tx: Transaction, after: string | undefined): Promise<string[]> {
  // A skeleton is never empty, as a searched text may be: a row without one was never given any.
  const keyless = sql<boolean>`cardinality(${endorsements.skeletons}) = 0`
  const kept = tx
    .select({ one: sql`1` })
    .from(details)
    .where(sql`${details.endorsementId} = ${endorsements.id}`)
  // Whoever was forgotten has no details any more, and founding signatories never have.
  const detailless = sql<boolean>`(${and(isNull(endorsements.foundingKey), isNull(endorsements.erasedAt), notExists(kept))})`
  const found = await tx
    .select({ row: endorsements, keyless, detailless })
    .from(endorsements)
    .where(and(or(keyless, detailless), after === undefined ? undefined : gt(endorsements.id, after)))
    .orderBy(asc(endorsements.id))
    .limit(batch)
    .for('update')
  const rowsThat = (lack: 'keyless' | 'detailless') => found.filter(one => one[lack]).map(({ row }) => row)
  await fillKeysOf(tx, rowsThat('keyless'))
  // Until now nobody could amend: they have stood so from the beginning.
  const first = rowsThat('detailless').map(row => detailsRow({ ...endorsementOf(row), revision: 1 }))
  if (first.length > 0) await tx.insert(details).values(first).onConflictDoNothing()
  return found.map(({ row }) => row.id)
}

async function fillKeysOf(tx: Transaction, rows: EndorsementRow[]) {
  if (rows.length === 0) return
  const keys = rows.map(row => ({ id: row.id, ...keysOf(endorsementOf(row).organisation) }))
  await tx.execute(sql`
    UPDATE endorsements e SET skeletons = k.skeletons, search_text = k."searchText"
    FROM jsonb_to_recordset(${JSON.stringify(keys)}::jsonb) AS k (id uuid, skeletons text[], "searchText" text)
    WHERE e.id = k.id`)
}
