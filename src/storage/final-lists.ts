import { and, asc, count, eq, gt, gte, inArray, lt, sql } from 'drizzle-orm'
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
  /** How many more had signed an earlier text at the close; 0 of a list that was frozen before this was counted. */
  earlier: number
  /** ISO 8601 in UTC. */
  closedAt: string
  frozenAt: string
}

export type Member = { id: string; signatory: FinalSignatory | null }

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
 * All who had signed at the close what a text says since a version, by their ids in the list's order: founding
 * signatories first, then by date of approval.
 */
export async function findMemberIds(
  tx: Transaction,
  slug: string,
  { saysSince, closedAt }: { saysSince: number; closedAt: Date },
): Promise<string[]> {
  const rows = await tx
    .select({ id: endorsements.id })
    .from(endorsements)
    .where(
      and(isSignatoryOf(slug), lt(endorsements.approvedAt, closedAt), gte(endorsements.version, saysSince)),
    )
    .orderBy(sql`${endorsements.foundingKey} IS NULL`, asc(endorsements.position))
  return rows.map(row => row.id)
}

/** How many had signed an earlier text at the close, and stand on the list of signatories alone. */
export async function countEarlierAtClose(
  tx: Transaction,
  slug: string,
  { saysSince, closedAt }: { saysSince: number; closedAt: Date },
): Promise<number> {
  const [row] = await tx
    .select({ count: count() })
    .from(endorsements)
    .where(
      and(isSignatoryOf(slug), lt(endorsements.approvedAt, closedAt), lt(endorsements.version, saysSince)),
    )
  return row?.count ?? 0
}

/**
 * Each of them with what the list binds, a thousand at a time. Of one whose name is withheld nothing but the id.
 */
export async function* eachMember(tx: Transaction, ids: readonly string[]): AsyncGenerator<Member[]> {
  for (const some of inBatches(ids)) {
    const rows = await tx.select(memberColumns).from(endorsements).where(inArray(endorsements.id, some))
    const byId = new Map(rows.map(row => [row.id, row]))
    yield some.flatMap(one => {
      const row = byId.get(one)
      return row ? [memberOf(row)] : []
    })
  }
}

const { name, names, kind, personTitle, affiliation, country, version, textLanguage, signedOn } = endorsements
const { id, nameWithheld } = endorsements
const signatoryColumns = {
  name,
  names,
  kind,
  personTitle,
  affiliation,
  country,
  version,
  textLanguage,
  signedOn,
}
const memberColumns = { id, nameWithheld, ...signatoryColumns }

type MemberRow = Pick<typeof endorsements.$inferSelect, keyof typeof memberColumns>

const memberOf = ({ id: endorsementId, nameWithheld: isWithheld, ...signatory }: MemberRow): Member => ({
  id: endorsementId,
  signatory: isWithheld ? null : signatory,
})

type NewFinalList = typeof finalLists.$inferInsert

/** Rows in one statement: PostgreSQL takes 65,535 parameters. */
const batch = 1000

/** Stores a frozen list for good. Throws where the statement has one. */
export async function insertFinalList(tx: Transaction, list: NewFinalList) {
  await tx.insert(finalLists).values(list)
}

/** Stores who was on it, and what opens the entries of those who are named; a batch of {@link eachMember}. */
export async function insertMembers(
  tx: Transaction,
  statement: string,
  members: readonly Member[],
  openings: readonly Opening[],
) {
  let named = 0
  const rows = members.map(({ id: endorsementId, signatory }) => ({
    endorsementId,
    statement,
    number: signatory === null ? null : (openings[named++]?.number ?? null),
  }))
  await tx.insert(finalMembers).values(rows)
  if (openings.length > 0)
    await tx.insert(finalOpenings).values(openings.map(opening => ({ statement, ...opening })))
}

const inBatches = <T>(rows: readonly T[]): T[][] =>
  Array.from({ length: Math.ceil(rows.length / batch) }, (_, i) => rows.slice(i * batch, (i + 1) * batch))

/** Canonical JSON has its keys in order: this one stands before the hash and the entries. */
const earlier = sql<number>`coalesce(
  substring(left(${publicFinalLists.canonical}, 200) FROM '"earlier":([0-9]+)')::int, 0)`

/** What the public reads of a final list; null where none is frozen. */
export async function findFinalList(publicDb: Reader, slug: string): Promise<FinalList | null> {
  return (await findFinalLists(publicDb, [slug])).get(slug) ?? null
}

/** The same of several statements, by their slugs. */
export async function findFinalLists(publicDb: Reader, slugs: string[]): Promise<Map<string, FinalList>> {
  const { statement, version, sha256, count: named, withheld, closedAt, frozenAt } = publicFinalLists
  const rows = await publicDb
    .select({ statement, version, sha256, count: named, withheld, earlier, closedAt, frozenAt })
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
