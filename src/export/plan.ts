import { type Language, languages } from '../domain/language.ts'
import { paths } from '../paths.ts'
import { atomPath } from '../signatories/formats/atom.ts'
import { shownText } from '../signatories/statement/statement-text.tsx'
import { textFile } from '../signatories/statement/text-file.ts'
import type { PublicStatement } from '../storage/public-statements.ts'
import { assets, assetUrl } from '../ui/assets.ts'

/** What lies in a copy: addresses of the site (path and query), and the file of each. */
export type Plan = {
  /** What is asked of the site, in this order. */
  files: ReadonlyMap<string, string>
  /** Addresses that lead to a file of another one, or to a page that only a copy has. */
  aliases: ReadonlyMap<string, string>
}

export const sumsFile = 'SHA256SUMS'

/** The page that a copy begins with, in a language; the site itself has none there. */
export const startPath = (lang: Language) => paths.statement.page(lang, '')
export const sumsPath = `/${sumsFile}`

/**
 * Everything public of these statements, but their deadlines for calendars.
 *
 * @param ids of the signatories whose pages are to be there, by statement
 */
export function planCopy(
  statements: readonly PublicStatement[],
  ids: ReadonlyMap<string, readonly string[]>,
): Plan {
  const files = new Map<string, string>()
  const aliases = new Map<string, string>([[sumsPath, sumsFile]])
  for (const lang of languages) {
    aliases.set(startPath(lang), pageFile(startPath(lang).slice(0, -1)))
    for (const page of sitePages(lang)) files.set(page, pageFile(page))
    for (const statement of statements) {
      const { slug, version } = statement
      for (const page of pagesOf(lang, statement, ids.get(slug) ?? [])) files.set(page, pageFile(page))
      aliases.set(paths.statement.version(lang, slug, version), pageFile(paths.statement.page(lang, slug)))
      files.set(...withLanguage(atomPath(statement, lang)))
      files.set(...withLanguage(paths.api.signatoriesCsvIn(lang, slug)))
    }
  }
  for (const statement of statements) {
    const { slug } = statement
    for (const one of [statement, ...statement.earlier])
      for (const { language } of [...one.texts, ...one.courtesy])
        files.set(...asItIs(textFile(slug, one.version, language)))
    files.set(...asJson(paths.api.statement(slug)))
    files.set(...asItIs(paths.api.signatoriesCsv(slug)))
    aliases.set(...asJson(paths.api.signatories(slug)))
    if (statement.final)
      for (const address of [paths.api.final(slug), paths.api.finalNames(slug)]) files.set(...asItIs(address))
  }
  files.set(...asJson(paths.api.statements))
  for (const address of [paths.api.description, paths.site.robots, paths.site.sitemap])
    files.set(...asItIs(address))
  for (const [address, { type }] of assets)
    if (!type.startsWith('text/javascript') && address !== assetUrl('desk.css')) files.set(...asItIs(address))
  return { files, aliases }
}

/** The site's own pages in a language. */
const sitePages = (lang: Language): string[] => [
  paths.site.help(lang),
  paths.site.criteria(lang),
  paths.site.safety(lang),
  paths.site.privacy(lang),
]

/** The pages about a statement in a language. */
const pagesOf = (lang: Language, statement: PublicStatement, ids: readonly string[]): string[] => [
  ...pagesAbout(lang, statement, ids),
  // The one that the statement's own page shows has no page beside it.
  ...tagsOf(statement)
    .filter(tag => tag !== shownText(lang, statement).language)
    .map(tag => paths.statement.text(lang, statement.slug, tag)),
  ...statement.earlier.flatMap(one =>
    tagsOf(one).map(tag => paths.statement.versionText(lang, statement.slug, one.version, tag)),
  ),
]

const tagsOf = ({ texts, courtesy }: Pick<PublicStatement, 'texts' | 'courtesy'>): string[] =>
  [...texts, ...courtesy].map(({ language }) => language)

const pagesAbout = (
  lang: Language,
  { slug, earlier, final }: PublicStatement,
  ids: readonly string[],
): string[] => [
  paths.statement.page(lang, slug),
  paths.list.page(lang, slug),
  paths.statement.document(lang, slug),
  paths.statement.embed(lang, slug),
  ...earlier.map(({ version }) => paths.statement.version(lang, slug, version)),
  ...(final ? [paths.statement.final(lang, slug)] : []),
  ...ids.map(id => paths.list.signatory(lang, slug, id)),
]

/** The file of a further page of a list; null for what is none: a search, another order. */
export function listPageFile(address: string, statements: readonly PublicStatement[]): string | null {
  const [path = '', query = ''] = address.split('?')
  const [, id] = /^after=([0-9a-f-]{36})$/.exec(query) ?? []
  const ofList = languages.some(lang => statements.some(({ slug }) => path === paths.list.page(lang, slug)))
  return ofList && id ? pageFile(`${path}/after-${id}`) : null
}

/** Named, as a disk has no index. */
const pageFile = (path: string): string => `${path.slice(1)}/index.html`
/** Its language stands in the file's name, as a file has no query. */
const withLanguage = (path: string): [string, string] => [
  path,
  path.replace(/^\/(.+)\.(\w+)\?lang=([\w-]+)$/, '$1.$3.$2').replace(/^\//, ''),
]
const asItIs = (path: string): [string, string] => [path, path.slice(1)]
const asJson = (path: string): [string, string] => [path, `${path.slice(1)}.json`]
