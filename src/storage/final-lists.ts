import { and, asc, eq, gt, gte, inArray, lt, sql } from 'drizzle-orm'
import { type FinalSignatory, type Opening, openFields } from '../domain/final-list.ts'
import type { Reader, Transaction } from './client.ts'
import { endorsements } from './schema/endorsements.ts'
import {
  finalLists,
  finalMembers,
  finalOpenings,
  publicFinalLists,
  publicFinalOpenings,
} from './schema/rounds.ts'
import { isSignatoryOf } from './statement-state.ts'

/** A final list as pages cite it, without what it consists of. */
export type FinalList = {
  version: number
  sha256: string
  count: number
  withheld: number
  /** ISO 8601 in UTC. */
  closedAt: string
  frozenAt: string
}

type Member = { id: string; signatory: FinalSignatory | null }

/** Ids of those who were approved after a moment, with nobody else changing them until the transaction ends. */
export async function lockApprovedSince(tx: Transaction, slug: string, since: Date): Promise<string[]> {
  const rows = await tx
    .select({ id: endorsements.id })
    .from(endorsements)
    .where(and(isSignatoryOf(slug), gte(endorsements.approvedAt, since)))
    .orderBy(asc(endorsements.id))
    .for('no key update')
  return rows.map(({ id }) => id)
}

/** Puts them apart from a list that was frozen without them: trigger `hold_back_signatory` looks at each anew. */
export async function setApart(tx: Transaction, ids: readonly string[]) {
  const position = sql`${endorsements.position}`
  for (const some of inBatches(ids))
    await tx.update(endorsements).set({ position }).where(inArray(endorsements.id, some))
}

/**
 * All who had signed at the close what a text says since a version, in the list's order: founding signatories first,
 * then by date of approval. Of one whose name is withheld nothing but the id.
 */
export async function findMembers(
  tx: Transaction,
  slug: string,
  { saysSince, closedAt }: { saysSince: number; closedAt: Date },
): Promise<Member[]> {
  const rows = await tx
    .select()
    .from(endorsements)
    .where(
      and(isSignatoryOf(slug), lt(endorsements.approvedAt, closedAt), gte(endorsements.version, saysSince)),
    )
    .orderBy(sql`${endorsements.foundingKey} IS NULL`, asc(endorsements.position))
  return rows.map(row => ({ id: row.id, signatory: row.nameWithheld ? null : signatoryOf(row) }))
}

const signatoryOf = (row: typeof endorsements.$inferSelect): FinalSignatory => ({
  name: row.name,
  names: row.names,
  kind: row.kind,
  personTitle: row.personTitle,
  affiliation: row.affiliation,
  country: row.country,
  version: row.version,
  textLanguage: row.textLanguage,
  signedOn: row.signedOn,
})

type NewFinalList = typeof finalLists.$inferInsert

/** Rows in one statement: PostgreSQL takes 65,535 parameters. */
const batch = 1000

/** Stores a frozen list for good. Throws where the statement has one. */
export async function insertFinalList(
  tx: Transaction,
  list: NewFinalList,
  members: readonly Member[],
  openings: readonly Opening[],
) {
  await tx.insert(finalLists).values(list)
  const { statement } = list
  let number = 0
  const rows = members.map(({ id, signatory }) => ({
    endorsementId: id,
    statement,
    number: signatory === null ? null : ++number,
  }))
  for (const some of inBatches(rows)) await tx.insert(finalMembers).values(some)
  for (const some of inBatches(openings))
    await tx.insert(finalOpenings).values(some.map(opening => ({ statement, ...opening })))
}

const inBatches = <T>(rows: readonly T[]): T[][] =>
  Array.from({ length: Math.ceil(rows.length / batch) }, (_, i) => rows.slice(i * batch, (i + 1) * batch))

/** What the public reads of a final list; null where none is frozen. */
export async function findFinalList(publicDb: Reader, slug: string): Promise<FinalList | null> {
  return (await findFinalLists(publicDb, [slug])).get(slug) ?? null
}

/** The same of several statements, by their slugs. */
export async function findFinalLists(publicDb: Reader, slugs: string[]): Promise<Map<string, FinalList>> {
  const { statement, version, sha256, count, withheld, closedAt, frozenAt } = publicFinalLists
  const rows = await publicDb
    .select({ statement, version, sha256, count, withheld, closedAt, frozenAt })
    .from(publicFinalLists)
    .where(inArray(statement, slugs))
  return new Map(
    rows.map(({ statement: slug, closedAt: closed, frozenAt: frozen, ...list }) => [
      slug,
      { ...list, closedAt: closed.toISOString(), frozenAt: frozen.toISOString() },
    ]),
  )
}

/** The bytes that the list's SHA-256 is of. */
export async function findCanonical(publicDb: Reader, slug: string): Promise<string | null> {
  const [row] = await publicDb
    .select({ canonical: publicFinalLists.canonical })
    .from(publicFinalLists)
    .where(eq(publicFinalLists.statement, slug))
  return row?.canonical ?? null
}

/** An entry of the final list as it is served: who it is of, and what proves it. */
export type FinalEntry = Opening & { signatory: FinalSignatory }

/** The entries that can still be named, a thousand at a time, by their numbers. */
export async function* eachFinalEntry(publicDb: Reader, slug: string): AsyncGenerator<FinalEntry[]> {
  let last = 0
  for (;;) {
    const rows = await publicDb
      .select()
      .from(publicFinalOpenings)
      .where(and(eq(publicFinalOpenings.statement, slug), gt(publicFinalOpenings.number, last)))
      .orderBy(asc(publicFinalOpenings.number))
      .limit(batch)
    const entries = rows.map(({ number, salt, fields }) => ({
      number,
      salt,
      fields,
      signatory: openFields(fields),
    }))
    yield entries
    last = entries.at(-1)?.number ?? last
    if (entries.length < batch) return
  }
}
