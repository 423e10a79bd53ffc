import { furtherNames, kindOf, nameIn, type Organisation } from '../domain/organisation.ts'
import { fieldText, isLanguage, type Language, nameField, translator } from '../i18n/index.ts'
import type { Fact } from '../ui/parts.tsx'

/** The names that a page in `lang` does not show as the organisation's, each with the language that it is for. */
export function furtherNameFacts(
  lang: Language,
  organisation: Pick<Organisation, 'name' | 'names' | 'signer'>,
): Fact[] {
  const t = translator(lang, kindOf(organisation))
  return furtherNames(organisation, lang).map(({ name, language }) =>
    language === null
      ? { label: t('field.organisation'), value: name, verbatim: true }
      : {
          label: fieldText(lang, nameField(language), undefined, kindOf(organisation)),
          value: name,
          lang: language,
          verbatim: true,
        },
  )
}

/** Of these the names for readers of a language in which no page is: a preview in each language shows none of them. */
export const foreignNameFacts: typeof furtherNameFacts = (lang, organisation) =>
  furtherNameFacts(lang, {
    ...organisation,
    name: nameIn(organisation, lang),
    names: Object.fromEntries(Object.entries(organisation.names).filter(([tag]) => !isLanguage(tag))),
  })
