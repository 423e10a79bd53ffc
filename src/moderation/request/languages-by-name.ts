import type { Language } from '../../domain/language.ts'
import { languages } from '../../domain/language.ts'
import { nameIn, type Organisation } from '../../domain/organisation.ts'

/** The languages in groups, one for each name that readers see; the group of `first` comes first. */
export function languagesByName(
  organisation: Pick<Organisation, 'name' | 'names'>,
  first: Language,
): Language[][] {
  const names = [first, ...languages].map(language => nameIn(organisation, language))
  return [...new Set(names)].map(name =>
    languages.filter(language => nameIn(organisation, language) === name),
  )
}
