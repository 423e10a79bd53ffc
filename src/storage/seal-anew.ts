import { and, asc, eq, gt, isNotNull, sql } from 'drizzle-orm'
import type { Database } from './client.ts'
import { contactChangeContext } from './contact-changes.ts'
import type { Contact } from './contacts.ts'
import { findContact } from './contacts.ts'
import { undecided } from './evidence.ts'
import { moderatorContext, type Person } from './moderators.ts'
import { contactChanges, endorsements, evidenceDue } from './schema/endorsements.ts'
import { moderators } from './schema/moderators.ts'
import type { SealedColumn } from './sealed-columns.ts'
import { areEqual, type Macs, type Sealing } from './sealing.ts'
import { moveUnreachable } from './unreachable.ts'

// What is under an earlier key, brought to the current one in batches, each row by itself, while others read and
// write.

const batch = 200

/** How many rows were changed, and of how many nothing could be made: they do not open. */
export type Moved = { changed: number; broken: number }

/** Walks rows in the order of their keys; `move` says what became of one. */
async function walk<Row extends { key: string }>(
  next: (after: string) => Promise<Row[]>,
  move: (row: Row) => Promise<boolean>,
): Promise<Moved> {
  const moved = { changed: 0, broken: 0 }
  for (let after = ''; ; ) {
    const rows = await next(after)
    for (const row of rows) {
      try {
        if (await move(row)) moved.changed++
      } catch (error) {
        if (!isUnopened(error)) throw error
        moved.broken++
      }
    }
    const last = rows.at(-1)
    if (!last) return moved
    after = last.key
  }
}

/** An envelope that opens by no key: altered, or moved to another row. Web Crypto's error, or ours. */
const isUnopened = (error: unknown): boolean =>
  error instanceof Error && (error.name === 'OperationError' || error.message.startsWith('sealed under'))

/**
 * Seals anew what of a column is under another key than the current one. What somebody changes meanwhile stays theirs.
 */
export function sealAnew(
  db: Database,
  sealing: Sealing,
  { table, key, context }: SealedColumn,
): Promise<Moved> {
  const [current] = sealing.keyIds()
  const next = (after: string) =>
    db.execute<{ key: string; sealed: Uint8Array }>(sql`
      SELECT ${key}::text AS key, sealed FROM ${table}
      WHERE sealed IS NOT NULL AND substring(sealed FROM 2 FOR 4) <> ${current} AND ${key}::text > ${after}
      ORDER BY ${key}::text LIMIT ${batch}`)
  return walk(next, async ({ key: id, sealed }) => {
    const old = new Uint8Array(sealed)
    const fresh = await sealing.seal(context(id), await sealing.open(context(id), old))
    const changed = await db.execute(
      sql`UPDATE ${table} SET sealed = ${fresh} WHERE ${key}::text = ${id} AND sealed = ${old} RETURNING 1`,
    )
    return changed.length > 0
  })
}

/** The present one of a look-up that is under an earlier key; undefined where there is nothing to change. */
function renewed(stored: Uint8Array | null, [present, ...earlier]: Macs): Uint8Array | undefined {
  return stored && earlier.some(mac => areEqual(mac, stored)) ? present : undefined
}

/**
 * Makes the look-ups of endorsements anew, of the address that their contact has. One at a time is locked, as a verb
 * locks it, so that no other change comes between.
 */
export function lookUpAnew(db: Database, sealing: Sealing): Promise<Moved> {
  const next = (after: string) =>
    db
      .select({ key: sql<string>`${endorsements.id}::text` })
      .from(endorsements)
      .where(and(isNotNull(endorsements.typedLookup), after === '' ? undefined : gt(endorsements.id, after)))
      .orderBy(asc(endorsements.id))
      .limit(batch)
  return walk(next, ({ key: id }) =>
    db.transaction(async tx => {
      const { typedLookup, emailLookup, mailboxLookup } = endorsements
      const [row] = await tx
        .select({ typedLookup, emailLookup, mailboxLookup })
        .from(endorsements)
        .where(eq(endorsements.id, id))
        .for('no key update')
      const contact = row && (await findContact(tx, sealing, id))
      if (!contact) return false
      const [lookups, mailboxes] = [sealing.lookup(contact.email), sealing.mailbox(contact.email)]
      const change = {
        typedLookup: renewed(row.typedLookup, lookups),
        emailLookup: renewed(row.emailLookup, lookups),
        mailboxLookup: renewed(row.mailboxLookup, mailboxes),
      }
      if (Object.values(change).every(one => one === undefined)) return false
      await moveUnreachable(tx, lookups)
      await tx.update(endorsements).set(change).where(eq(endorsements.id, id))
      return true
    }),
  )
}

/** The same of the addresses that are to be contacts, and of moderators. */
export async function lookUpOthersAnew(db: Database, sealing: Sealing): Promise<Moved> {
  const changes = await walk(
    after =>
      db
        .select({ key: sql<string>`${contactChanges.endorsementId}::text`, row: contactChanges })
        .from(contactChanges)
        .where(after === '' ? undefined : gt(contactChanges.endorsementId, after))
        .orderBy(asc(contactChanges.endorsementId))
        .limit(batch),
    async ({ key, row: { lookup, sealed } }) => {
      const { email } = JSON.parse(await sealing.open(contactChangeContext(key), sealed)) as Contact
      const present = renewed(lookup, sealing.lookup(email))
      if (!present) return false
      const isSame = and(eq(contactChanges.endorsementId, key), eq(contactChanges.lookup, lookup))
      await db.update(contactChanges).set({ lookup: present }).where(isSame)
      return true
    },
  )
  const people = await walk(
    after =>
      db
        .select({ key: sql<string>`${moderators.id}::text`, row: moderators })
        .from(moderators)
        .where(after === '' ? undefined : gt(moderators.id, after))
        .orderBy(asc(moderators.id))
        .limit(batch),
    async ({ key, row: { emailLookup, sealed } }) => {
      const { email } = JSON.parse(await sealing.open(moderatorContext(key), sealed)) as Person
      const present = renewed(emailLookup, sealing.lookup(email))
      if (!present) return false
      const isSame = and(eq(moderators.id, key), eq(moderators.emailLookup, emailLookup))
      await db.update(moderators).set({ emailLookup: present }).where(isSame)
      return true
    },
  )
  return { changed: changes.changed + people.changed, broken: changes.broken + people.broken }
}

/** Has everything that waits weighed anew: while look-ups were under two keys, two of one address looked like two. */
export async function weighAllAnew(db: Database) {
  await db.execute(
    sql`INSERT INTO ${evidenceDue} (endorsement_id) SELECT id FROM ${endorsements} WHERE ${undecided}`,
  )
}
