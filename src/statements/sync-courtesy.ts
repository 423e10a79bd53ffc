import { and, eq, notInArray, sql } from 'drizzle-orm'
import { languages } from '../domain/language.ts'
import { canonicalText, textHash, titleAndBody } from '../domain/statement.ts'
import type { Transaction } from '../storage/client.ts'
import { raiseRevision } from '../storage/record.ts'
import { courtesyTexts } from '../storage/schema/statements.ts'
import type { StatementFiles } from './files.ts'

/**
 * Stores the files' courtesy texts beside the present version. One that is put right takes the place of the one before; a
 * language that the files leave out is left out of every version. No version is made by it.
 */
export async function syncCourtesy(tx: Transaction, files: StatementFiles, version: number): Promise<void> {
  const texts = textsOf(files)
  const gone = await tx
    .delete(courtesyTexts)
    .where(
      and(
        eq(courtesyTexts.statement, files.slug),
        notInArray(
          courtesyTexts.language,
          texts.map(({ language }) => language),
        ),
      ),
    )
    .returning({ language: courtesyTexts.language })
  let stored = 0
  for (const text of texts) {
    const { sha256, translator, checkedBy } = text
    const rows = await tx
      .insert(courtesyTexts)
      .values({ statement: files.slug, version, ...text })
      .onConflictDoUpdate({
        target: [courtesyTexts.statement, courtesyTexts.version, courtesyTexts.language],
        set: text,
        setWhere: sql`(${courtesyTexts.sha256}, ${courtesyTexts.translator}, ${courtesyTexts.checkedBy})
          IS DISTINCT FROM (${sha256}, ${translator}, ${checkedBy}::text)`,
      })
      .returning({ language: courtesyTexts.language })
    stored += rows.length
  }
  if (gone.length + stored > 0) await raiseRevision(tx, files.slug)
}

function textsOf({ texts, courtesy = {} }: StatementFiles) {
  return languages.flatMap(language => {
    const text = courtesy[language]
    // A text that is signed in the language itself needs no other.
    if (!text || texts[language] !== undefined) return []
    const { markdown, translator, checkedBy } = text
    return [
      {
        language,
        title: titleAndBody(markdown).title,
        markdown: canonicalText(markdown),
        sha256: textHash(markdown),
        translator,
        checkedBy,
      },
    ]
  })
}
