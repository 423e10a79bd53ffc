import { courtesyIn, textIn } from '../domain/statement.ts'
import type { Language } from '../i18n/index.ts'
import { paths } from '../paths.ts'
import type { PublicStatement } from '../storage/public-statements.ts'
import type { StatementSummary } from '../storage/statement-summaries.ts'
import { foreignMarks } from '../ui/site-layout.tsx'

/**
 * The title that a reader sees first, on a page that lists statements as on their own: of the signed text in their
 * language, else of a courtesy text, else of the authoritative one.
 */
export const shownTitle = (
  lang: Language,
  statement: Pick<StatementSummary, 'texts' | 'courtesy' | 'defaultLanguage'>,
): { title: string; language: string } =>
  courtesyIn(statement, lang) ?? textIn(statement.texts, lang, statement.defaultLanguage)

/** From a page about a statement to the statement, by its title. */
export function StatementLink({ lang, statement }: { lang: Language; statement: PublicStatement }) {
  const text = textIn(statement.texts, lang, statement.defaultLanguage)
  return (
    <a href={paths.statement.page(lang, statement.slug)} {...foreignMarks(text, lang)}>
      {text.title}
    </a>
  )
}
