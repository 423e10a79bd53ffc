import { furtherNames, type Organisation } from '../domain/organisation.ts'
import { type Language, translator } from '../i18n/index.ts'
import type { Fact } from '../ui/parts.tsx'
import { nameField } from './form.ts'

/** The names that a page in `lang` does not show as the organisation's, each with the language that it is for. */
export function furtherNameFacts(lang: Language, organisation: Pick<Organisation, 'name' | 'names'>): Fact[] {
  const t = translator(lang)
  return furtherNames(organisation, lang).map(({ name, language }) =>
    language === null
      ? { label: t('field.organisation'), value: name, verbatim: true }
      : { label: t(`field.${nameField(language)}`), value: name, lang: language, verbatim: true },
  )
}
