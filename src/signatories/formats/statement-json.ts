import {
  type ByLanguage,
  byLanguage,
  type Direction,
  directionOf,
  interfaceFor,
  type Language,
  sortedTags,
} from '../../domain/language.ts'
import type { KindCounts, ListOrder, SignerKind, Source } from '../../domain/statement.ts'
import { paths } from '../../paths.ts'
import type { FinalList } from '../../storage/final-lists.ts'
import type { PublicExtension } from '../../storage/public-statements.ts'
import type { StatementSummary, VersionHead } from '../../storage/statement-summaries.ts'
import { onSiteSince } from '../statement/on-site-since.ts'
import { textPage } from '../statement/text-file.ts'

/** A statement in JSON: which texts it has, how they are cited, and how its list stands. */
export type StatementAnswer = {
  statement: string
  revision: number
  count: number
  withheld: number
  kinds: KindCounts
  withheldKinds: KindCounts
  signers: SignerKind[]
  order: ListOrder
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
type CitedVersion = Omit<VersionHead, 'texts' | 'courtesy'> & {
  texts: (CitedText<VersionHead['texts'][number]> & { standing: 'authoritative' })[]
  courtesyTexts: (CitedText<VersionHead['courtesy'][number]> & { standing: 'courtesy' })[]
}
type CitedText<Text> = Text & { direction: Direction; page: string }

/** What is told of a statement here: neither what its texts say nor who signed. */
type Told = Omit<StatementSummary, 'changedOn'>

export type StatementsAnswer = { statements: StatementAnswer[] }

/** `publicUrl` is the origin of the pages' addresses. */
export function statementAnswer(publicUrl: string, statement: Told): StatementAnswer {
  const { slug, revision, count, withheld, kinds, withheldKinds, source, opensAt, closesAt } = statement
  const { version, sha256, defaultLanguage, texts, timeZone, extensions, lateSignatories } = statement
  const page = (lang: Language) => publicUrl + paths.statement.page(lang, slug)
  return {
    statement: slug,
    revision,
    count,
    withheld,
    kinds,
    withheldKinds,
    signers: statement.signers,
    order: statement.listOrder,
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

function deadlineAnswer(publicUrl: string, { slug, closesAt, timeZone }: Told) {
  if (closesAt === null) return null
  const calendar = byLanguage(lang => publicUrl + paths.statement.deadline(lang, slug))
  return { at: closesAt, timeZone, calendar }
}

function finalAnswer(publicUrl: string, { slug, final }: Told): FinalAnswer | null {
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
  statement: Told,
  { version, change, publishedAt, sha256, texts, courtesy }: VersionHead,
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
    texts: texts.map(({ language, title, sha256 }) => ({
      language,
      title,
      sha256,
      ...cited({ language }),
      standing: 'authoritative',
    })),
    courtesyTexts: courtesy.map(({ language, title, sha256, translator, checkedBy }) => ({
      language,
      title,
      sha256,
      translator,
      checkedBy,
      ...cited({ language }),
      standing: 'courtesy',
    })),
  }
}
