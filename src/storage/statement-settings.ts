import { and, eq, sql } from 'drizzle-orm'
import type { SecondModeratorRule } from '../domain/moderation.ts'
import type { Sight } from '../domain/sight.ts'
import type { Reader, Transaction } from './client.ts'
import { statements, statementTexts, statementVersions } from './schema/statements.ts'
import { inSight } from './sight.ts'

/** A statement as the desk names it, with what its moderators have agreed on. */
export type StatementSettings = {
  slug: string
  /** Of the newest text, in the language in which it is authoritative. */
  title: string
  language: string
  second: SecondModeratorRule
}

/** Every statement that somebody of this sight sees, in the site's order. */
export async function findStatements(reader: Reader, sight: Sight): Promise<StatementSettings[]> {
  const rows = await reader
    .selectDistinctOn([statements.position, statements.slug], {
      slug: statements.slug,
      title: statementTexts.title,
      language: statements.defaultLanguage,
      second: statements.secondModerator,
    })
    .from(statements)
    .innerJoin(statementVersions, eq(statementVersions.statement, statements.slug))
    .innerJoin(
      statementTexts,
      and(
        eq(statementTexts.statement, statements.slug),
        eq(statementTexts.version, statementVersions.number),
        eq(statementTexts.language, statements.defaultLanguage),
      ),
    )
    .where(inSight(statements.slug, sight))
    .orderBy(statements.position, statements.slug, sql`${statementVersions.number} DESC`)
  return rows
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
