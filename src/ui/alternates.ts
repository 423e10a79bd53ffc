import { type Language, languages, translator } from '../i18n/index.ts'

/** The same page in a language, as the switch in the header shows it. */
export type Alternate = { lang: Language; href: string; label: string; current: boolean }

/** A page in each language; `path` gives its address, `lang` is the one that is shown. */
export const alternatesOf = (lang: Language, path: (lang: Language) => string): Alternate[] =>
  languages.map(language => ({
    lang: language,
    href: path(language),
    label: translator(language)('language.name'),
    current: language === lang,
  }))
