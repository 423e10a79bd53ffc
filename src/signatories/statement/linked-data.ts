import { utcDate } from '../../domain/dates.ts'
import { textIn } from '../../domain/statement.ts'
import type { Language } from '../../i18n/index.ts'
import { paths } from '../../paths.ts'
import type { PublicStatement } from '../../storage/public-statements.ts'
import { sharePicture } from '../../ui/assets.ts'
import type { LinkedThing } from '../../ui/share-meta.tsx'
import { countSigned } from '../signed-count.tsx'
import { countsInWords, wordsAbout } from '../words.ts'
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
  const { slug, version, publishedAt, source, count, earlier } = statement
  const text = textIn(statement.texts, lang, statement.defaultLanguage)
  return {
    '@type': 'Article',
    headline: text.title,
    inLanguage: text.language,
    url: publicUrl + paths.statement.page(lang, slug),
    image: publicUrl + sharePicture(slug, lang).path,
    version,
    // When it came to this site is no day of its publication: only the source's own day is one.
    datePublished: source?.publishedOn ?? undefined,
    isBasedOn: source?.url,
    dateModified: earlier.length > 0 ? utcDate(new Date(publishedAt)) : undefined,
    author: authors(statement).map(({ kind, name, website }) => ({
      '@type': kind === 'person' ? 'Person' : 'Organization',
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
      description: wordsAbout(lang, statement)('list.description', {
        count,
        counts: countsInWords(lang, statement.kinds),
        title: text.title,
      }),
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
