import { utcDate } from '../../domain/endorsement.ts'
import { textIn } from '../../domain/statement.ts'
import { type Language, translator } from '../../i18n/index.ts'
import { paths } from '../../paths.ts'
import type { PublicStatement } from '../../storage/public-statements.ts'
import { shareUrl } from '../../ui/assets.ts'
import type { LinkedThing } from '../../ui/share-meta.tsx'
import { countSigned } from '../signed-count.tsx'
import { authors } from './byline.ts'

/**
 * The statement in the words of schema.org: an article by its founding signatories. Those who endorsed it
 * later wrote none of it; their list is long, and it is the data download.
 */
export function statementLinkedData(
  publicUrl: string,
  lang: Language,
  statement: PublicStatement,
): LinkedThing {
  const { slug, version, publishedAt, source, count } = statement
  const text = textIn(statement.texts, lang, statement.defaultLanguage)
  const first = statement.earlier.at(-1) ?? statement
  const picture = shareUrl(slug, lang)
  return {
    '@type': 'Article',
    headline: text.title,
    inLanguage: text.language,
    url: publicUrl + paths.statement.page(lang, slug),
    image: picture && publicUrl + picture,
    version,
    datePublished: source ? (source.publishedOn ?? undefined) : utcDate(new Date(first.publishedAt)),
    isBasedOn: source?.url,
    dateModified: utcDate(new Date(publishedAt)),
    author: authors(statement).map(({ name, website }) => ({
      '@type': 'Organization',
      name,
      url: website ?? undefined,
    })),
    interactionStatistic: {
      '@type': 'InteractionCounter',
      interactionType: { '@type': 'EndorseAction' },
      userInteractionCount: countSigned(statement),
    },
    subjectOf: {
      '@type': 'Dataset',
      name: text.title,
      description: translator(lang)('list.description', { count, title: text.title }),
      url: publicUrl + paths.list.page(lang, slug),
      distribution: [
        download(publicUrl + paths.api.signatories(slug), 'application/json'),
        download(publicUrl + paths.api.signatoriesCsv(slug), 'text/csv'),
        download(publicUrl + paths.api.signatoriesAtom(slug), 'application/atom+xml'),
      ],
    },
  }
}

const download = (contentUrl: string, encodingFormat: string): LinkedThing => ({
  '@type': 'DataDownload',
  contentUrl,
  encodingFormat,
})
