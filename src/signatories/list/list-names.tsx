import { nameIn, namesInOrder } from '../../domain/organisation.ts'
import { foldForSearch, matchesSearch, searchAlternatives } from '../../domain/search.ts'
import type { Language } from '../../i18n/index.ts'
import type { SignatoryItem } from '../../organisations/signatory.tsx'
import { listedItem } from '../../organisations/signatory-item.ts'
import type { PublicStatement, Signatory } from '../../storage/public-statements.ts'
import type { ListQuery } from '../../storage/signatory-list-sql.ts'
import { SignatoryList } from '../register.tsx'
import { Sections, sortInWords } from '../sections.tsx'

type Props = {
  lang: Language
  statement: PublicStatement
  query: ListQuery
  signatories: readonly Signatory[]
}

/** A page's names: in the list's own order under the headings of its groups, in another one together. */
export function ListNames(props: Props) {
  return props.query.sort === 'list' ? <GroupedNames {...props} /> : <MixedNames {...props} />
}

function GroupedNames(props: Props) {
  const { lang, statement, signatories } = props
  return <Sections lang={lang} statement={statement} signatories={signatories} item={itemFor(props)} />
}

/** Without groups each says what it is that is more or other than an endorsing organisation. */
function MixedNames(props: Props) {
  const { lang, signatories } = props
  const item = itemFor(props)
  const items = signatories.map(signatory => ({ ...item(signatory), kind: sortInWords(lang, signatory) }))
  return <SignatoryList kind="found" items={items} />
}

type Search = { typed: string; alternatives: string[][] }

function itemFor({ lang, statement, query: { q } }: Props): (signatory: Signatory) => SignatoryItem {
  const search = q === '' ? null : { typed: q.toLowerCase(), alternatives: searchAlternatives(q) }
  return signatory => ({
    ...listedItem(signatory, lang, statement),
    alsoNamed: search ? otherMatch(signatory, lang, search) : undefined,
  })
}

/** The name that a search matched, where it is another one than the page shows. */
function otherMatch(
  signatory: Signatory,
  lang: Language,
  { typed, alternatives }: Search,
): SignatoryItem['alsoNamed'] {
  // Most often a name has the search as it was typed, and need not be folded.
  const matches = (text: string) =>
    text.toLowerCase().includes(typed) || matchesSearch(foldForSearch(text), alternatives)
  const { name, names } = signatory
  const nameOnPage = nameIn(signatory, lang)
  if (matches(nameOnPage)) return undefined
  for (const [language, other] of namesInOrder(names)) {
    if (other !== nameOnPage && matches(other)) return { name: other, lang: language }
  }
  return name !== nameOnPage && matches(name) ? { name, lang: undefined } : undefined
}
