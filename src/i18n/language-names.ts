import { canonicalTag, type Language, languages } from '../domain/language.ts'
import { cldrOf } from './cldr.ts'
import { translator } from './messages.ts'

const byLanguage = new Map<Language, ReadonlyMap<string, string>>()

function namesIn(lang: Language): ReadonlyMap<string, string> {
  const known = byLanguage.get(lang)
  if (known) return known
  const entries = cldrOf(lang).languageNames.map((line): [string, string] => {
    const end = line.indexOf(' ')
    return [line.slice(0, end), line.slice(end + 1)]
  })
  const names = new Map(entries)
  byLanguage.set(lang, names)
  return names
}

/**
 * What a language is called: CLDR's name of the tag, or of the language with the rest of the tag behind it, "Serbian
 * (Latn)"; the tag itself where it has none.
 */
export function languageName(lang: Language, tag: string): string {
  const names = namesIn(lang)
  const known = names.get(tag)
  if (known !== undefined) return known
  const [language = '', ...rest] = tag.split('-')
  const name = names.get(language)
  return name === undefined ? tag : `${name} (${rest.join('-')})`
}

/** How the adjective of a language's name ends where it is named alone, and after "in". */
const endings: { readonly [lang: string]: readonly (readonly [RegExp, string])[] } = {
  be: [
    [/няя$/, 'няй'],
    [/ая$/, 'ай'],
  ],
  ru: [
    [/ний$/, 'нем'],
    [/(?:ий|ый|ой)$/, 'ом'],
  ],
}

/** A name that consists of adjectives, after "in"; null of any other, which does not change. */
function declinedIn(lang: Language, name: string): string | null {
  const [words = '', ...rest] = name.split(/(?= \()/)
  const declined = words.split(' ').map(word => {
    const ending = endings[lang]?.find(([before]) => before.test(word))
    return ending ? word.replace(...ending) : null
  })
  return declined.includes(null) ? null : [declined.join(' '), ...rest].join('')
}

/** "in Arabic", within a sentence. */
export function inLanguage(lang: Language, tag: string): string {
  const t = translator(lang)
  switch (tag) {
    case 'en':
    case 'be':
    case 'ru':
      return t(`language.in.${tag}`)
    default: {
      const name = languageName(lang, tag)
      const declined = declinedIn(lang, name)
      return declined === null
        ? t('language.in.other', { language: name })
        : t('language.in.adjective', { language: declined })
    }
  }
}

const tagByName = new Map<string, string>()

/** By their names in every language of the interface, in small letters. */
function tagsByName(): ReadonlyMap<string, string> {
  if (tagByName.size === 0)
    for (const lang of languages)
      for (const [tag, name] of namesIn(lang)) tagByName.set(name.toLowerCase(), tag)
  return tagByName
}

/** The tag of a language that was typed as a tag or by its name, as pages print it; null where it is neither. */
export function languageTyped(typed: string): string | null {
  const tag = canonicalTag(typed)
  const named = tagsByName().get(typed.trim().toLowerCase()) ?? null
  // "ga" is Irish to whoever types tags, and the name of another language.
  return tag !== null && (named === null || namesIn('en').has(tag)) ? tag : named
}

/** What a field for a language offers: each by its name. */
export const languageSuggestions = (lang: Language): string[] => [...namesIn(lang).values()].sort()
