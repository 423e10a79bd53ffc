import { type Language, translator } from '../i18n/index.ts'
import type { SignatoryItem } from '../organisations/signatory.tsx'
import type { PublicStatement, Signatory } from '../storage/public-statements.ts'
import type { NamesOnPage } from './names-on-page.ts'
import { SignatoryList } from './register.tsx'
import { Sections, sortInWords } from './sections.tsx'

type Props = {
  lang: Language
  statement: PublicStatement
  names: NamesOnPage
  item: (signatory: Signatory) => SignatoryItem
}

/** The names on a page about something else, in their sections; of a long list those who came last, together. */
export function Names({ lang, statement, names, item }: Props) {
  if (names.isWhole)
    return <Sections lang={lang} statement={statement} signatories={names.signatories} item={item} />
  const newest = names.newest.map(one => ({ ...item(one), kind: sortInWords(lang, one) }))
  const t = translator(lang)
  return (
    <>
      {names.founding.length > 0 && (
        <SignatoryList kind="founding" heading={t('list.founding')} items={names.founding.map(item)} />
      )}
      {newest.length > 0 && <SignatoryList kind="newest" heading={t('list.newest')} items={newest} />}
    </>
  )
}
