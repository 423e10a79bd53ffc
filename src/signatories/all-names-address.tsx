import type { Config } from '../config.ts'
import type { Language } from '../i18n/index.ts'
import { paths } from '../paths.ts'
import type { PublicStatement } from '../storage/public-statements.ts'
import { PrintedAddress } from '../ui/parts.tsx'
import { wordsAbout } from './words.ts'

type Props = { config: Config; lang: Language; statement: PublicStatement }

/** On paper, where a page has not all names: the address of the document that has. */
export function AllNamesAddress({ config, lang, statement }: Props) {
  const { slug, count } = statement
  return (
    <PrintedAddress
      label={wordsAbout(lang, statement)('list.allPrinted', { count })}
      address={config.publicUrl + paths.statement.document(lang, slug)}
    />
  )
}
