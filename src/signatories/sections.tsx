import { type Section, sectionOf, sections } from '../domain/sections.ts'
import { type Language, translator } from '../i18n/index.ts'
import type { SignatoryItem } from '../organisations/signatory.tsx'
import type { PublicStatement, Signatory } from '../storage/public-statements.ts'
import { SignatoryList } from './register.tsx'
import { wordsAbout } from './words.ts'

type Props = {
  lang: Language
  statement: PublicStatement
  /** In the list's own order. */
  signatories: readonly Signatory[]
  item: (signatory: Signatory) => SignatoryItem
}

/** Signatories in the sections of their list, each under its heading. */
export function Sections({ lang, statement, signatories, item }: Props) {
  const bySection = Map.groupBy(signatories, sectionOf)
  return (
    <>
      {sections
        .filter(section => bySection.has(section))
        .map(section => (
          <SignatoryList
            kind={listOf[section]}
            heading={headingOf(lang, statement, section)}
            items={(bySection.get(section) ?? []).map(item)}
          />
        ))}
    </>
  )
}

/** The id of each section's list; that of organisations has the one that it had when there was no other. */
export const listOf = {
  founding: 'founding',
  organisation: 'endorsing',
  network: 'network',
  person: 'person',
  later: 'later',
} as const satisfies Record<Section, string>

/** Organisations are all endorsing signatories where nobody else signs. */
export const headingOf = (lang: Language, statement: PublicStatement, section: Section): string =>
  wordsAbout(lang, statement)(`list.${listOf[section]}`)

/** What a signatory is where no heading says it; nothing of an endorsing organisation. */
export function sortInWords(
  lang: Language,
  { founding, kind }: Pick<Signatory, 'founding' | 'kind'>,
): string | undefined {
  const t = translator(lang)
  if (founding) return t('search.founding')
  return kind === 'organisation' ? undefined : t(`signer.${kind}`)
}
