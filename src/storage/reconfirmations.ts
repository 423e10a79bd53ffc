import { and, eq, exists, inArray, isNull, max, type SQL, sql } from 'drizzle-orm'
import type { Endorsement } from '../domain/endorsement.ts'
import type { PresentText } from '../domain/statement.ts'
import type { Reader, Transaction } from './client.ts'
import { endorsementOf } from './endorsement-rows.ts'
import { contacts, endorsements } from './schema/endorsements.ts'
import { statementVersions } from './schema/statements.ts'

/** Whether an endorsement's representative can be written to. */
export const hasContact = sql`EXISTS (SELECT FROM ${contacts} WHERE ${contacts.endorsementId} = ${endorsements.id})`

/** Nobody is asked who could not be written to. */
const isToAsk = (saysSince: SQL | number) =>
  and(
    eq(endorsements.status, sql`'approved'`),
    isNull(endorsements.foundingKey),
    sql`greatest(${endorsements.version}, ${endorsements.reconfirmAsked}) < ${saysSince}`,
    hasContact,
  )

/**
 * The statements some of whose signatories have not been asked about what the text says now, by their slugs. One
 * question that looks into the index `endorsements_to_ask_anew`: what has never said something else costs nothing.
 */
export async function findTextsToAskAbout(reader: Reader): Promise<Map<string, PresentText>> {
  const { statement, number, change } = statementVersions
  const changed = reader
    .select({ statement, saysSince: max(number).as('says_since') })
    .from(statementVersions)
    .where(and(eq(change, sql`'substantive'`), sql`${number} > 1`))
    .groupBy(statement)
    .as('changed')
  const someone = reader
    .select({ id: endorsements.id })
    .from(endorsements)
    .where(and(eq(endorsements.statement, changed.statement), isToAsk(sql`${changed.saysSince}`)))
  const rows = await reader
    .select({
      slug: changed.statement,
      saysSince: sql<number>`${changed.saysSince}`,
      version: sql<number>`(SELECT max(number) FROM statement_versions AS newest WHERE newest.statement = ${changed.statement})`,
    })
    .from(changed)
    .where(exists(someone))
  return new Map(rows.map(({ slug, ...text }) => [slug, text]))
}

/**
 * Takes signatories of a text that said something else, whom nobody has asked yet about what it says now, and notes
 * that they are asked about the newest version. Of parallel calls each takes others. */
export async function takeToAsk(
  tx: Transaction,
  slug: string,
  { version, saysSince }: PresentText,
  most: number,
): Promise<Endorsement[]> {
  const rows = await tx
    .select()
    .from(endorsements)
    .where(and(eq(endorsements.statement, slug), isToAsk(saysSince)))
    .limit(most)
    .for('update', { skipLocked: true, of: endorsements })
  const ids = rows.map(({ id }) => id)
  if (ids.length > 0)
    await tx.update(endorsements).set({ reconfirmAsked: version }).where(inArray(endorsements.id, ids))
  return rows.map(endorsementOf)
}
