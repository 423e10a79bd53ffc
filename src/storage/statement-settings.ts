import { and, eq, sql } from 'drizzle-orm'
import type { SecondModeratorRule } from '../domain/second-moderator.ts'
import type { Sight } from '../domain/sight.ts'
import type { Reader, Transaction } from './client.ts'
import { deskTitle } from './desk-titles.ts'
import { statements } from './schema/statements.ts'
import { inSight } from './sight.ts'

/** A statement as the desk names it, with what its moderators have agreed on. */
export type StatementSettings = {
  slug: string
  /** Of the newest text. */
  title: string
  language: string
  second: SecondModeratorRule
}

/** Every statement that somebody of this sight sees, in the site's order, by its title for readers of a language. */
export async function findStatements(
  reader: Reader,
  sight: Sight,
  wanted?: string,
): Promise<StatementSettings[]> {
  const rows = await reader
    .select({ slug: statements.slug, text: deskTitle(wanted), second: statements.secondModerator })
    .from(statements)
    .where(inSight(statements.slug, sight))
    .orderBy(statements.position, statements.slug)
  return rows.flatMap(({ slug, text, second }) => (text === null ? [] : [{ slug, ...text, second }]))
}

/** When an approval on this statement needs two moderators. Throws for an unknown statement. */
export async function secondModeratorOf(reader: Reader, slug: string): Promise<SecondModeratorRule> {
  const [row] = await reader
    .select({ second: statements.secondModerator })
    .from(statements)
    .where(eq(statements.slug, slug))
  if (!row) throw new Error('an unknown statement')
  return row.second
}

/** Sets when an approval needs two moderators; false where it was set so before, or there is no such statement. */
export async function setSecondModerator(
  tx: Transaction,
  slug: string,
  second: SecondModeratorRule,
): Promise<boolean> {
  const changed = await tx
    .update(statements)
    .set({ secondModerator: second })
    .where(and(eq(statements.slug, slug), sql`${statements.secondModerator} <> ${second}`))
    .returning({ slug: statements.slug })
  return changed.length > 0
}
