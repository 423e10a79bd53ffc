import { formatDate, type Language, translator } from '../../i18n/index.ts'
import type { PublicStatement } from '../../storage/public-statements.ts'
import type { Fact } from '../../ui/parts.tsx'

type Props = { lang: Language; statement: Pick<PublicStatement, 'source'> }

/** Where a statement was first published, as a line of its facts; nothing where that is not known. */
export function sourceFact(lang: Language, statement: Props['statement']): Fact[] {
  if (!statement.source) return []
  return [
    { label: translator(lang)('about.source'), value: <SourceName lang={lang} source={statement.source} /> },
  ]
}

/** The same as a line beside the text, for whoever cites it. */
export function SourceLine({ lang, statement: { source } }: Props) {
  if (!source) return null
  return (
    <p class="hint since">
      {translator(lang)('about.source')}: <SourceName lang={lang} source={source} />
    </p>
  )
}

function SourceName(props: { lang: Language; source: NonNullable<PublicStatement['source']> }) {
  const { name, url, publishedOn } = props.source
  return (
    <>
      <a href={url} rel="noopener" translate="no">
        {name}
      </a>
      {publishedOn && `, ${formatDate(props.lang, publishedOn)}`}
    </>
  )
}
