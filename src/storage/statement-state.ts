import { and, asc, eq, sql } from 'drizzle-orm'
import type { StatementState } from '../domain/statement.ts'
import type { Transaction } from './client.ts'
import { raiseRevision } from './record.ts'
import { endorsements } from './schema/endorsements.ts'
import { statements } from './schema/statements.ts'
import { setPublicSince } from './statement-times.ts'

/** Makes a private statement public, with all who signed its text; false where it is not private. */
export async function goPublic(tx: Transaction, slug: string, now: Date): Promise<boolean> {
  if (!(await changeState(tx, slug, 'private', 'public'))) return false
  await setPublicSince(tx, slug, now)
  return true
}

/**
 * Sets a statement's state where it is `from`, lists or unlists its signatories accordingly, and raises its revision,
 * which tells every process. False where it is in another state, or unknown: nothing is changed then. For whoever holds
 * {@link lockSignatories}.
 */
export async function changeState(
  tx: Transaction,
  slug: string,
  from: StatementState,
  to: StatementState,
): Promise<boolean> {
  const changed = await tx
    .update(statements)
    .set({ state: to, ...(to === 'private' ? {} : { publishAt: null }) })
    .where(and(eq(statements.slug, slug), eq(statements.state, from)))
    .returning({ slug: statements.slug })
  if (changed.length === 0) return false
  // Trigger `publish_signatory` looks at the state anew.
  await tx
    .update(endorsements)
    .set({ position: sql`${endorsements.position}` })
    .where(isSignatoryOf(slug))
  await raiseRevision(tx, slug)
  return true
}

/**
 * Locks a statement's signatories, for whoever then locks the statement itself. Always in this order: whoever decides
 * on an endorsement holds it when trigger `lock_statement` asks for its statement.
 */
export async function lockSignatories(tx: Transaction, slug: string) {
  await tx
    .select({ id: endorsements.id })
    .from(endorsements)
    .where(isSignatoryOf(slug))
    .orderBy(asc(endorsements.id))
    .for('no key update')
}

/** Whether an endorsement stands on a statement's list, named or not. */
export const isSignatoryOf = (slug: string) =>
  and(eq(endorsements.statement, slug), eq(endorsements.status, sql`'approved'`))
