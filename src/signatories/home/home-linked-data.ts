import { type Language, translator } from '../../i18n/index.ts'
import { paths } from '../../paths.ts'
import type { StatementSummary } from '../../storage/statement-summaries.ts'
import type { LinkedThing } from '../../ui/share-meta.tsx'
import { shownTitle } from '../statement-link.tsx'

/** The statements in the words of schema.org: a list of articles, each at its own page. */
export function homeLinkedData(
  publicUrl: string,
  lang: Language,
  statements: readonly StatementSummary[],
): LinkedThing {
  return {
    '@type': 'CollectionPage',
    name: translator(lang)('home.title'),
    inLanguage: lang,
    url: publicUrl + paths.start(lang),
    mainEntity: {
      '@type': 'ItemList',
      numberOfItems: statements.length,
      itemListElement: statements.map((statement, i) => ({
        '@type': 'ListItem',
        position: i + 1,
        name: shownTitle(lang, statement).title,
        url: publicUrl + paths.statement.page(lang, statement.slug),
      })),
    },
  }
}
