import { textIn } from '../domain/statement.ts'
import type { Language } from '../i18n/index.ts'
import { paths } from '../paths.ts'
import type { PublicStatement } from '../storage/public-statements.ts'
import { foreignMarks } from '../ui/site-layout.tsx'

/** From a page about a statement to the statement, by its title. */
export function StatementLink({ lang, statement }: { lang: Language; statement: PublicStatement }) {
  const text = textIn(statement.texts, lang, statement.defaultLanguage)
  return (
    <a href={paths.statement.page(lang, statement.slug)} {...foreignMarks(text, lang)}>
      {text.title}
    </a>
  )
}
