import { type Language, languages } from '../domain/language.ts'
import { paths } from '../paths.ts'
import type { PublicStatement, PublicVersion } from '../storage/public.ts'

/** A statement in JSON: which texts it has, how they are cited, and how its list stands. */
export type StatementAnswer = {
  statement: string
  revision: number
  count: number
  version: number
  sha256: string
  defaultLanguage: Language
  languages: Language[]
  pages: Record<Language, string>
  versions: PublicVersion[]
}

export type StatementsAnswer = { statements: StatementAnswer[] }

/** `publicUrl` is the origin of the pages' addresses. */
export function statementAnswer(publicUrl: string, statement: PublicStatement): StatementAnswer {
  const { slug, revision, version, change, publishedAt, sha256, defaultLanguage, texts, earlier } = statement
  const page = (lang: Language) => publicUrl + paths.statement(lang, slug)
  const newest = {
    version,
    change,
    publishedAt,
    sha256,
    texts: texts.map(({ language, title, sha256 }) => ({ language, title, sha256 })),
  }
  return {
    statement: slug,
    revision,
    count: statement.signatories.length,
    version,
    sha256,
    defaultLanguage,
    languages: languages.filter(lang => texts.some(text => text.language === lang)),
    pages: { en: page('en'), be: page('be'), ru: page('ru') },
    versions: [newest, ...earlier],
  }
}
