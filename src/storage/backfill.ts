import { and, asc, gt, isNull, notExists, or, sql } from 'drizzle-orm'
import type { Database, Transaction } from './client.ts'
import { detailsRow } from './details.ts'
import { type EndorsementRow, endorsementOf, keysOf } from './endorsement-rows.ts'
import { details, endorsements } from './schema/endorsements.ts'

const batch = 500

/**
 * Gives each row what older versions did not write. Running it again changes nothing.
 * - Skeletons, keys and search text, by which names are compared and looked for.
 * - The details of its first revision.
 *
 * @returns how many rows lacked something
 */
export async function fillOldRows(db: Database): Promise<number> {
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
  // Every organisation has a skeleton and a key: a row without one was never given any. A search text may be empty.
  const lacksKeys = sql<boolean>`(cardinality(${endorsements.skeletons}) = 0 OR cardinality(${endorsements.alikeKeys}) = 0)`
  const ownDetails = tx
    .select({ one: sql`1` })
    .from(details)
    .where(sql`${details.endorsementId} = ${endorsements.id}`)
  // Erasing deletes the details, and a founding signatory never has any.
  const lacksDetails = sql<boolean>`(${and(isNull(endorsements.foundingKey), isNull(endorsements.erasedAt), notExists(ownDetails))})`
  const rows = await tx
    .select({ row: endorsements, lacksKeys, lacksDetails })
    .from(endorsements)
    .where(and(or(lacksKeys, lacksDetails), after === undefined ? undefined : gt(endorsements.id, after)))
    .orderBy(asc(endorsements.id))
    .limit(batch)
    .for('update')
  const rowsThat = (lack: 'lacksKeys' | 'lacksDetails') =>
    rows.filter(candidate => candidate[lack]).map(({ row }) => row)
  await fillKeysOf(tx, rowsThat('lacksKeys'))
  // Nobody could amend before details were kept: these have stood since revision 1.
  const firstDetails = rowsThat('lacksDetails').map(row => detailsRow({ ...endorsementOf(row), revision: 1 }))
  if (firstDetails.length > 0) await tx.insert(details).values(firstDetails).onConflictDoNothing()
  return rows.map(({ row }) => row.id)
}

async function fillKeysOf(tx: Transaction, rows: EndorsementRow[]) {
  if (rows.length === 0) return
  const keys = rows.map(row => ({ id: row.id, ...keysOf(endorsementOf(row).organisation) }))
  await tx.execute(sql`
    UPDATE endorsements e SET skeletons = k.skeletons, alike_keys = k."alikeKeys", search_text = k."searchText"
    FROM jsonb_to_recordset(${JSON.stringify(keys)}::jsonb) AS k (id uuid, skeletons text[], "alikeKeys" text[], "searchText" text)
    WHERE e.id = k.id`)
}
