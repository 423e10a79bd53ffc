import { and, eq, inArray, type SQL, sql } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import type { Sight } from '../domain/sight.ts'
import type { Reader, Transaction } from './client.ts'
import { endorsements } from './schema/endorsements.ts'
import { moderatorStatements, moderators } from './schema/moderators.ts'

/** The condition by which a query finds nothing of what a moderator may not see. */
export function inSight(statement: PgColumn | SQL, sight: Sight): SQL | undefined {
  if (sight === null) return undefined
  if (sight.length === 0) return sql`false`
  return sql`${statement} IN (${sql.join(
    sight.map(slug => sql`${slug}`),
    sql`, `,
  )})`
}

/** A moderator's sight as a column; administrators see everything, whatever else is stored. */
export const sightColumn = sql<Sight>`CASE WHEN ${moderators.limited} AND ${moderators.role} = 'moderator' THEN
  coalesce((SELECT json_agg(statement ORDER BY statement) FROM moderator_statements
    WHERE moderator_id = ${moderators.id}), '[]') END`

/** What a moderator sees; nothing of somebody unknown. */
export async function sightOf(reader: Reader, moderatorId: string): Promise<Sight> {
  const [row] = await reader
    .select({ sight: sightColumn })
    .from(moderators)
    .where(eq(moderators.id, moderatorId))
  return row ? row.sight : []
}

/** Whether there is such a request, and a moderator of this sight may see it. */
export async function seesRequest(reader: Reader, sight: Sight, id: string): Promise<boolean> {
  const rows = await reader
    .select({ id: endorsements.id })
    .from(endorsements)
    .where(and(eq(endorsements.id, id), inSight(endorsements.statement, sight)))
  return rows.length > 0
}

/**
 * Whether a moderator may act on a request: they are active, and see its statement. Nobody suspends or limits them
 * before the transaction ends. Every verb of the desk asks this first.
 */
export async function mayActOn(
  tx: Transaction,
  moderatorId: string,
  endorsementId: string,
): Promise<boolean> {
  const [row] = await tx
    .select({ status: moderators.status })
    .from(moderators)
    .where(eq(moderators.id, moderatorId))
    .for('share')
  if (row?.status !== 'active') return false
  const sight = await sightOf(tx, moderatorId)
  // Of a request that nobody made the verb says so itself.
  return sight === null || (await seesRequest(tx, sight, endorsementId))
}

/** Whether a moderator is active and limited to no statement: what is about none is theirs too. */
export async function seesEverything(tx: Transaction, moderatorId: string): Promise<boolean> {
  const [row] = await tx
    .select({ status: moderators.status })
    .from(moderators)
    .where(eq(moderators.id, moderatorId))
    .for('share')
  return row?.status === 'active' && (await sightOf(tx, moderatorId)) === null
}

/**
 * Whether somebody is an administrator and active; nobody suspends them before the transaction ends. Every verb of
 * administrators alone asks this where its session was looked at before.
 */
export async function mayAdminister(tx: Transaction, moderatorId: string): Promise<boolean> {
  const [row] = await tx
    .select({ status: moderators.status, role: moderators.role })
    .from(moderators)
    .where(eq(moderators.id, moderatorId))
    .for('share')
  return row?.status === 'active' && row.role === 'administrator'
}

/**
 * Limits a moderator to these statements, or with null to none. Claims of theirs that they see no more end.
 *
 * @returns what is named now and was not, or the other way round, and whether they were limited before
 */
export async function setSight(
  tx: Transaction,
  moderatorId: string,
  sight: Sight,
): Promise<{ more: string[]; less: string[]; wasLimited: boolean }> {
  const wasLimited = (await sightOf(tx, moderatorId)) !== null
  const rows = await tx
    .select({ statement: moderatorStatements.statement })
    .from(moderatorStatements)
    .where(eq(moderatorStatements.moderatorId, moderatorId))
  const before = rows.map(({ statement }) => statement)
  const after = sight ?? []
  const more = after.filter(slug => !before.includes(slug))
  const less = before.filter(slug => !after.includes(slug))
  if (less.length > 0)
    await tx
      .delete(moderatorStatements)
      .where(
        and(eq(moderatorStatements.moderatorId, moderatorId), inArray(moderatorStatements.statement, less)),
      )
  if (more.length > 0)
    await tx.insert(moderatorStatements).values(more.map(statement => ({ moderatorId, statement })))
  await tx
    .update(moderators)
    .set({ limited: sight !== null })
    .where(eq(moderators.id, moderatorId))
  if (sight !== null)
    await tx.execute(sql`DELETE FROM claims USING endorsements
      WHERE moderator_id = ${moderatorId} AND endorsements.id = claims.endorsement_id
        AND NOT (${inSight(endorsements.statement, sight)})`)
  return { more, less, wasLimited }
}
