import { type Language, languages } from '../domain/language.ts'
import { paths } from '../paths.ts'

/** Every public page in each language, and beside it the same page in the others (sitemaps.org, hreflang). */
export function sitemapXml(publicUrl: string, slugs: readonly string[]): string {
  const pages = [...slugs.map(slug => (lang: Language) => paths.statement(lang, slug)), paths.privacy]
  const address = (page: (lang: Language) => string, lang: Language) => escapeXml(publicUrl + page(lang))
  const entries = pages.flatMap(page => {
    const alternates = languages.map(
      lang => `<xhtml:link rel="alternate" hreflang="${lang}" href="${address(page, lang)}"/>`,
    )
    return languages.map(lang => `<url><loc>${address(page, lang)}</loc>${alternates.join('')}</url>`)
  })
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">',
    ...entries,
    '</urlset>',
    '',
  ].join('\n')
}

const escapeXml = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
