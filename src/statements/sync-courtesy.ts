import { and, eq, notInArray, sql } from 'drizzle-orm'
import { canonicalText, textHash, titleAndBody } from '../domain/statement.ts'
import type { Transaction } from '../storage/client.ts'
import { courtesyTexts } from '../storage/schema/statements.ts'
import type { StatementFiles } from './files.ts'

/**
 * Stores the files' courtesy texts beside the present version, where they translate what it says. One that is put right
 * takes the place of the one before; a language that the files leave out is left out of every version. No version is
 * made by it.
 *
 * @returns whether anything changed
 */
export async function syncCourtesy(
  tx: Transaction,
  files: StatementFiles,
  version: number,
): Promise<boolean> {
  const languagesLeft = Object.keys(files.courtesy ?? {}).filter(language => isCourtesy(files, language))
  const texts = textsOf(files)
  const gone = await tx
    .delete(courtesyTexts)
    .where(and(eq(courtesyTexts.statement, files.slug), notInArray(courtesyTexts.language, languagesLeft)))
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
  return gone.length + stored > 0
}

/** A text that is signed in the language itself needs no other. */
const isCourtesy = ({ texts, courtesy }: StatementFiles, language: string): boolean =>
  courtesy?.[language] !== undefined && texts[language] === undefined

function textsOf(files: StatementFiles) {
  const signed = files.texts[files.defaultLanguage] ?? ''
  return Object.entries(files.courtesy ?? {}).flatMap(([language, text]) => {
    // After a change of the signed text a translation of the earlier one would say something else.
    if (!isCourtesy(files, language) || text.translates !== textHash(signed)) return []
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
