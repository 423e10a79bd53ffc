import type { Config } from '../config.ts'
import { type Language, translator } from '../i18n/index.ts'
import { paths } from '../paths.ts'
import type { PublicStatement } from '../storage/public-statements.ts'
import { PrintedAddress } from '../ui/parts.tsx'

type Props = { config: Config; lang: Language; statement: Pick<PublicStatement, 'slug' | 'count'> }

/** On paper, where a page has not all names: the address of the document that has. */
export function AllNamesAddress({ config, lang, statement: { slug, count } }: Props) {
  return (
    <PrintedAddress
      label={translator(lang)('list.allPrinted', { count })}
      address={config.publicUrl + paths.statement.document(lang, slug)}
    />
  )
}
