import { countries, type Language } from '../../i18n/index.ts'

type Options = readonly { value: string; label: string }[]

const made = new Map<Language, Options>()

/** Every country as an option: the same array each time, as its HTML is written once for each array. */
export function countryOptions(lang: Language): Options {
  const known = made.get(lang)
  if (known) return known
  const options = countries(lang).map(({ code, name }) => ({ value: code, label: name }))
  made.set(lang, options)
  return options
}
