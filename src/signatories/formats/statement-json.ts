import { byLanguage, type Language, languages } from '../../domain/language.ts'
import type { Source } from '../../domain/statement.ts'
import { paths } from '../../paths.ts'
import type {
  CourtesyText,
  PublicStatement,
  PublicText,
  PublicVersion,
} from '../../storage/public-statements.ts'
import { onSiteSince } from '../statement/on-site-since.ts'

/** A statement in JSON: which texts it has, how they are cited, and how its list stands. */
export type StatementAnswer = {
  statement: string
  revision: number
  count: number
  withheld: number
  source: Source | null
  onSiteSince: string
  opensAt: string | null
  closesAt: string | null
  version: number
  sha256: string
  defaultLanguage: Language
  languages: Language[]
  pages: Record<Language, string>
  versions: CitedVersion[]
}

/** A version as it is cited: without the texts themselves. */
type CitedVersion = Omit<PublicVersion, 'texts' | 'courtesy'> & {
  texts: Omit<PublicText, 'markdown'>[]
  courtesyTexts: Omit<CourtesyText, 'markdown'>[]
}

export type StatementsAnswer = { statements: StatementAnswer[] }

/** `publicUrl` is the origin of the pages' addresses. */
export function statementAnswer(publicUrl: string, statement: PublicStatement): StatementAnswer {
  const { slug, revision, count, withheld, source, opensAt, closesAt } = statement
  const { version, sha256, defaultLanguage, texts } = statement
  const page = (lang: Language) => publicUrl + paths.statement.page(lang, slug)
  return {
    statement: slug,
    revision,
    count,
    withheld,
    source,
    onSiteSince: onSiteSince(statement),
    opensAt,
    closesAt,
    version,
    sha256,
    defaultLanguage,
    languages: languages.filter(lang => texts.some(text => text.language === lang)),
    pages: byLanguage(page),
    versions: [statement, ...statement.earlier].map(versionAnswer),
  }
}

const versionAnswer = ({
  version,
  change,
  publishedAt,
  sha256,
  texts,
  courtesy,
}: PublicVersion): CitedVersion => ({
  version,
  change,
  publishedAt,
  sha256,
  texts: texts.map(({ language, title, sha256 }) => ({ language, title, sha256 })),
  courtesyTexts: courtesy.map(({ markdown, ...text }) => text),
})
