import { languages } from '../domain/language.ts'
import { paths } from '../paths.ts'

/**
 * RFC 9309: everything may be read but the desk and the pages that a link in a mail opens. Only the fixed beginnings
 * of their paths stand here: nobody learns a secret from this file.
 */
export function robotsText(publicUrl: string): string {
  const closed = [
    paths.desk.queue,
    paths.auth.all.slice(0, -1),
    ...languages.flatMap(lang => [
      paths.endorsement.confirm(lang, ''),
      paths.endorsement.privatePage(lang, ''),
    ]),
  ]
  return [
    'User-agent: *',
    ...closed.map(path => `Disallow: ${path}`),
    '',
    `Sitemap: ${publicUrl}${paths.site.sitemap}`,
    '',
  ].join('\n')
}
