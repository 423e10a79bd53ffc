import { and, asc, eq, gt, inArray, isNull, lt, notExists, or, sql } from 'drizzle-orm'
import { isUndecided } from '../domain/endorsement.ts'
import type { Database, Transaction } from './client.ts'
import { detailsRow } from './details.ts'
import { type EndorsementRow, endorsementOf, keysOf, keysVersion } from './endorsement-rows.ts'
import { markAll } from './evidence-due.ts'
import { knownKeys } from './known-names.ts'
import { details, endorsements, knownNames, listedNames } from './schema/endorsements.ts'

const batch = 500

/**
 * Gives each row what older versions did not write. Running it again changes nothing.
 * - The keys, skeletons and search text by which names are compared and looked for, where older rules made them.
 * - The details of its first revision.
 * - The keys of the names that signatories are known by, of which there are few.
 *
 * @returns how many rows lacked something
 */
export async function fillOldRows(db: Database): Promise<number> {
  await fillKnownNames(db)
  let filled = 0
  for (let last: string | undefined; ; ) {
    const after = last
    const ids = await db.transaction(tx => fillBatch(tx, after))
    if (ids.length === 0) return filled
    filled += ids.length
    last = ids.at(-1)
  }
}

async function fillKnownNames(db: Database) {
  for (const row of await db.select().from(knownNames)) {
    const keys = knownKeys(row)
    if (row.searchText === keys.searchText && `${row.alikeKeys}` === `${keys.alikeKeys}`) continue
    const isIt = and(
      eq(knownNames.endorsementId, row.endorsementId),
      eq(knownNames.kind, row.kind),
      eq(knownNames.value, row.value),
    )
    await db.update(knownNames).set(keys).where(isIt)
  }
}

async function fillBatch(tx: Transaction, after: string | undefined): Promise<string[]> {
  const lacksKeys = sql<boolean>`${lt(endorsements.keysVersion, keysVersion)}`
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
  const keys = rows.map(row => ({ row, ...keysOf(endorsementOf(row).organisation) }))
  const listedKeys = keys.flatMap(({ row, nameKeys }) => (row.status === 'approved' ? nameKeys : []))
  const holders = await findHolders(tx, listedKeys)
  const values = keys.map(({ row, nameKeys, ...others }) => {
    // Of signatories whom older rules let have one name, the first keeps it. Both stay on the list.
    const own = row.status !== 'approved' ? nameKeys : nameKeys.filter(key => holders.hold(row, key))
    return { id: row.id, nameKeys: own, ...others }
  })
  await tx.execute(sql`
    UPDATE endorsements e SET name_keys = k."nameKeys", keys_version = k."keysVersion", skeletons = k.skeletons,
      alike_keys = k."alikeKeys", search_text = k."searchText"
    FROM jsonb_to_recordset(${JSON.stringify(values)}::jsonb) AS k
      (id uuid, "nameKeys" text[], "keysVersion" smallint, skeletons text[], "alikeKeys" text[], "searchText" text)
    WHERE e.id = k.id`)
  // Newer rules may see what the older ones did not.
  await markAll(
    tx,
    rows.filter(({ status }) => isUndecided(status)).map(({ id }) => id),
  )
}

/** Who holds each name of each list. `hold` answers whether a signatory has it, or takes it where nobody has. */
async function findHolders(tx: Transaction, keys: string[]) {
  const rows =
    keys.length === 0 ? [] : await tx.select().from(listedNames).where(inArray(listedNames.key, keys))
  const holders = new Map(
    rows.map(({ statement, key, endorsementId }) => [`${statement} ${key}`, endorsementId]),
  )
  const hold = ({ statement, id }: EndorsementRow, key: string): boolean => {
    const place = `${statement} ${key}`
    const holder = holders.get(place) ?? id
    holders.set(place, holder)
    return holder === id
  }
  return { hold }
}
