import {
  type ByLanguage,
  byLanguage,
  type Direction,
  directionOf,
  interfaceFor,
  type Language,
  sortedTags,
} from '../../domain/language.ts'
import type { Source } from '../../domain/statement.ts'
import { paths } from '../../paths.ts'
import type { FinalList } from '../../storage/final-lists.ts'
import type {
  CourtesyText,
  PublicExtension,
  PublicStatement,
  PublicText,
  PublicVersion,
} from '../../storage/public-statements.ts'
import { onSiteSince } from '../statement/on-site-since.ts'
import { textPage } from '../statement/text-file.ts'

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
  timeZone: string
  deadline: { at: string; timeZone: string; calendar: ByLanguage<string> } | null
  extensions: PublicExtension[]
  lateSignatories: boolean
  final: FinalAnswer | null
  version: number
  sha256: string
  defaultLanguage: string
  languages: string[]
  pages: ByLanguage<string>
  versions: CitedVersion[]
}

/** The final list as it is cited, with the addresses of its bytes and of the names that belong to them. */
type FinalAnswer = FinalList & { url: string; names: string; pages: ByLanguage<string> }

/** A version as it is cited: without the texts themselves. */
type CitedVersion = Omit<PublicVersion, 'texts' | 'courtesy'> & {
  texts: (CitedText<PublicText> & { standing: 'authoritative' })[]
  courtesyTexts: (CitedText<CourtesyText> & { standing: 'courtesy' })[]
}
type CitedText<Text> = Omit<Text, 'markdown'> & { direction: Direction; page: string }

export type StatementsAnswer = { statements: StatementAnswer[] }

/** `publicUrl` is the origin of the pages' addresses. */
export function statementAnswer(publicUrl: string, statement: PublicStatement): StatementAnswer {
  const { slug, revision, count, withheld, source, opensAt, closesAt } = statement
  const { version, sha256, defaultLanguage, texts, timeZone, extensions, lateSignatories } = statement
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
    timeZone,
    deadline: deadlineAnswer(publicUrl, statement),
    extensions,
    lateSignatories,
    final: finalAnswer(publicUrl, statement),
    version,
    sha256,
    defaultLanguage,
    languages: sortedTags(texts.map(text => text.language)),
    pages: byLanguage(page),
    versions: [statement, ...statement.earlier].map(one => versionAnswer(publicUrl, statement, one)),
  }
}

function deadlineAnswer(publicUrl: string, { slug, closesAt, timeZone }: PublicStatement) {
  if (closesAt === null) return null
  const calendar = byLanguage(lang => publicUrl + paths.statement.deadline(lang, slug))
  return { at: closesAt, timeZone, calendar }
}

function finalAnswer(publicUrl: string, { slug, final }: PublicStatement): FinalAnswer | null {
  if (final === null) return null
  return {
    ...final,
    url: publicUrl + paths.api.final(slug),
    names: publicUrl + paths.api.finalNames(slug),
    pages: byLanguage(lang => publicUrl + paths.statement.final(lang, slug)),
  }
}

function versionAnswer(
  publicUrl: string,
  statement: PublicStatement,
  { version, change, publishedAt, sha256, texts, courtesy }: PublicVersion,
): CitedVersion {
  const cited = ({ language }: { language: string }) => ({
    direction: directionOf(language),
    page: publicUrl + textPage(interfaceFor(language), statement, version, language),
  })
  return {
    version,
    change,
    publishedAt,
    sha256,
    texts: texts.map(({ markdown, ...text }) => ({ ...text, ...cited(text), standing: 'authoritative' })),
    courtesyTexts: courtesy.map(({ markdown, ...text }) => ({
      ...text,
      ...cited(text),
      standing: 'courtesy',
    })),
  }
}
