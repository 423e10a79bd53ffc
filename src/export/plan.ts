import { languages } from '../domain/language.ts'
import { paths } from '../paths.ts'
import { atomPath } from '../signatories/formats/atom.ts'
import { textFile } from '../signatories/statement/text-file.ts'
import type { PublicStatement } from '../storage/public-statements.ts'
import { assets, assetUrl } from '../ui/assets.ts'

/** What lies in a copy: addresses of the site (path and query), and the file of each. */
export type Plan = {
  /** Asked of the site, in this order. */
  asked: ReadonlyMap<string, string>
  /** Where a copy has a page of its own, or no need of a second one. */
  instead: ReadonlyMap<string, string>
}

export const sumsFile = 'SHA256SUMS'

/** The page that a copy begins with, in a language; the site itself has none there. */
export const startPath = (lang: (typeof languages)[number]) => paths.statement.page(lang, '')
export const sumsPath = `/${sumsFile}`

/** Everything public of these statements; `ids` of the signatories whose pages are to be there, by statement. */
export function planCopy(
  statements: readonly PublicStatement[],
  ids: ReadonlyMap<string, readonly string[]>,
): Plan {
  const asked = new Map<string, string>()
  const instead = new Map<string, string>([[sumsPath, sumsFile]])
  for (const lang of languages) {
    instead.set(startPath(lang), pageFile(startPath(lang).slice(0, -1)))
    for (const page of [paths.site.help(lang), paths.site.privacy(lang)]) asked.set(page, pageFile(page))
    for (const statement of statements) {
      const { slug, version, earlier } = statement
      const pages = [
        paths.statement.page(lang, slug),
        paths.list.page(lang, slug),
        paths.statement.document(lang, slug),
        paths.statement.embed(lang, slug),
        ...earlier.map(one => paths.statement.version(lang, slug, one.version)),
        ...(ids.get(slug) ?? []).map(id => paths.list.signatory(lang, slug, id)),
      ]
      for (const page of pages) asked.set(page, pageFile(page))
      instead.set(paths.statement.version(lang, slug, version), pageFile(paths.statement.page(lang, slug)))
      const feed = atomPath(statement, lang)
      asked.set(feed, feed.replace(/^\/(.+)\.atom\?lang=(\w+)$/, '$1.$2.atom').replace(/^\//, ''))
    }
  }
  for (const { slug, version, earlier, texts } of statements) {
    for (const one of [{ version, texts }, ...earlier])
      for (const { language } of one.texts) asked.set(...asItIs(textFile(slug, one.version, language)))
    asked.set(...asJson(paths.api.statement(slug)))
    asked.set(...asItIs(paths.api.signatoriesCsv(slug)))
    instead.set(...asJson(paths.api.signatories(slug)))
  }
  asked.set(...asJson(paths.api.statements))
  for (const address of [paths.api.description, paths.site.robots, paths.site.sitemap])
    asked.set(...asItIs(address))
  for (const [address, { type }] of assets)
    if (!type.startsWith('text/javascript') && address !== assetUrl('desk.css')) asked.set(...asItIs(address))
  return { asked, instead }
}

/** The file of a further page of a list; null for what is none: a search, another order. */
export function listPageFile(address: string, statements: readonly PublicStatement[]): string | null {
  const [path = '', query = ''] = address.split('?')
  const [, id] = /^after=([0-9a-f-]{36})$/.exec(query) ?? []
  const ofList = languages.some(lang => statements.some(({ slug }) => path === paths.list.page(lang, slug)))
  return ofList && id ? pageFile(`${path}/after-${id}`) : null
}

/** Named, as a disk has no index. */
const pageFile = (path: string): string => `${path.slice(1)}/index.html`
const asItIs = (path: string): [string, string] => [path, path.slice(1)]
const asJson = (path: string): [string, string] => [path, `${path.slice(1)}.json`]
