import { formatDate, type Language, translator } from '../../i18n/index.ts'
import type { PublicStatement } from '../../storage/public-statements.ts'
import type { Fact } from '../../ui/parts.tsx'

/** Where a statement was first published, as a line of its facts; nothing where that is not known. */
export function sourceFact(lang: Language, { source }: PublicStatement): Fact[] {
  if (!source) return []
  const { name, url, publishedOn } = source
  return [
    {
      label: translator(lang)('about.source'),
      value: (
        <>
          <a href={url} rel="noopener" translate="no">
            {name}
          </a>
          {publishedOn && `, ${formatDate(lang, publishedOn)}`}
        </>
      ),
    },
  ]
}
