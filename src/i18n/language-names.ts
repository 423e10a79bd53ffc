import type { Language } from '../domain/language.ts'
import { languageNames as be } from './be/cldr.generated.ts'
import { languageNames as en } from './en/cldr.generated.ts'
import { languageNames as ru } from './ru/cldr.generated.ts'
import { translator } from './messages.ts'

/** The generated lines say 'ar Arabic'. */
const parse = (lines: readonly string[]): ReadonlyMap<string, string> =>
  new Map(
    lines.map(line => {
      const end = line.indexOf(' ')
      return [line.slice(0, end), line.slice(end + 1)]
    }),
  )

const namesByTag: Record<Language, ReadonlyMap<string, string>> = {
  en: parse(en),
  be: parse(be),
  ru: parse(ru),
}

/**
 * What a language is called: CLDR's name of the tag, or of the language with the rest of the tag behind it, "Serbian
 * (Latn)"; the tag itself where it has none.
 */
export function languageName(lang: Language, tag: string): string {
  const names = namesByTag[lang]
  const known = names.get(tag)
  if (known !== undefined) return known
  const [language = '', ...rest] = tag.split('-')
  const name = names.get(language)
  return name === undefined ? tag : `${name} (${rest.join('-')})`
}

/** "in Arabic", within a sentence. */
export function inLanguage(lang: Language, tag: string): string {
  const t = translator(lang)
  switch (tag) {
    case 'en':
    case 'be':
    case 'ru':
      return t(`language.in.${tag}`)
    default:
      return t('language.in.other', { language: languageName(lang, tag) })
  }
}
