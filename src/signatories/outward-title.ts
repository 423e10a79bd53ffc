import { isolated } from '../domain/language.ts'
import { textIn } from '../domain/statement.ts'
import { type Language, translator } from '../i18n/index.ts'
import type { StatementSummary } from '../storage/statement-summaries.ts'

type Titled = Pick<StatementSummary, 'readersInDanger' | 'texts' | 'defaultLanguage'>

/**
 * What a statement is called wherever its page leaves a trace outside itself: in tabs, histories and bookmarks, in what
 * others see of a shared link, on paper and in a file's name. Where readers are in danger that says nothing of what it
 * is about (decision 0021). The page's own heading is the statement's title in any case.
 */
export function outwardTitle(lang: Language, { readersInDanger, texts, defaultLanguage }: Titled): string {
  if (readersInDanger) return translator(lang)('statement.neutral')
  const { title, language } = textIn(texts, lang, defaultLanguage)
  return isolated(title, language, lang)
}
