import { interfaceFor, type Language, languages } from '../domain/language.ts'
import { escapeXml } from '../formats/xml.ts'
import { paths } from '../paths.ts'
import type { StatementSummary } from '../storage/statement-summaries.ts'

type Page = {
  path: (lang: Language) => string
  /** In it the page is for readers of every other language. */
  defaultLanguage: string
  /** The day it last changed, in UTC, where that is known. */
  changedOn?: string
}

type Listed = Pick<StatementSummary, 'slug' | 'defaultLanguage' | 'changedOn'>

/**
 * Every page for search engines in each language, and beside it the same page in the others (sitemaps.org, hreflang).
 */
export function sitemapXml(publicUrl: string, statements: readonly Listed[]): string {
  const pages: Page[] = [
    ...(statements.length > 1 ? [{ path: paths.start, defaultLanguage: 'en' as const }] : []),
    ...statements.flatMap(pagesOf),
    { path: paths.site.help, defaultLanguage: 'en' },
    { path: paths.site.criteria, defaultLanguage: 'en' },
    { path: paths.site.safety, defaultLanguage: 'en' },
    { path: paths.site.privacy, defaultLanguage: 'en' },
  ]
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">',
    ...pages.flatMap(page => entriesOf(publicUrl, page)),
    '</urlset>',
    '',
  ].join('\n')
}

/** The statement and its list. Any other page about it names one of them as its original, or asks not to be indexed. */
function pagesOf({ slug, defaultLanguage, changedOn }: Listed): Page[] {
  return [
    { path: lang => paths.statement.page(lang, slug), defaultLanguage, changedOn },
    { path: lang => paths.list.page(lang, slug), defaultLanguage, changedOn },
  ]
}

function entriesOf(publicUrl: string, { path, defaultLanguage, changedOn }: Page): string[] {
  const address = (lang: Language) => escapeXml(publicUrl + path(lang))
  const alternate = (hreflang: string, lang: Language) =>
    `<xhtml:link rel="alternate" hreflang="${hreflang}" href="${address(lang)}"/>`
  const alternates = [
    ...languages.map(lang => alternate(lang, lang)),
    alternate('x-default', interfaceFor(defaultLanguage)),
  ]
  const lastmod = changedOn === undefined ? '' : `<lastmod>${changedOn}</lastmod>`
  return languages.map(lang => `<url><loc>${address(lang)}</loc>${lastmod}${alternates.join('')}</url>`)
}
