import found from '../../dist/catalogues/languages.txt'

export { canonicalTag, type Direction, directionOf, isolated, isTag } from './tag.ts'

declare const isFound: unique symbol

/**
 * A language of the interface and of mails, by its BCP 47 tag: one that has a folder in src/i18n. The compiler knows
 * the three that the site began with; {@link isLanguage} says of any other whether the build found it.
 */
export type Language = 'en' | 'be' | 'ru' | (string & { readonly [isFound]: true })

/** All of them, English first. A build finds them (src/build/found-languages.ts). */
export const languages: readonly Language[] = JSON.parse(found)

export const isLanguage = (value: string): value is Language =>
  (languages as readonly string[]).includes(value)

/** A value for each language of the interface. */
export type ByLanguage<T> = { readonly [tag: string]: T }

export const byLanguage = <T>(valueFor: (language: Language) => T): ByLanguage<T> =>
  Object.fromEntries(languages.map(language => [language, valueFor(language)]))

/** The value of a language. Throws where there is none: {@link byLanguage} makes one for each. */
export function valueIn<T>(values: ByLanguage<T>, language: Language): T {
  const value = values[language]
  if (value === undefined) throw new Error(`nothing in ${language}`)
  return value
}

/** The language of the interface for whoever reads a text: the text's own, else English. */
export const interfaceFor = (tag: string): Language => (isLanguage(tag) ? tag : 'en')

/** Tags in the order in which pages offer them: the interface's own languages first, the others by their letters. */
export const sortedTags = (tags: Iterable<string>): string[] => {
  const wanted = new Set(tags)
  const others = [...wanted].filter(tag => !isLanguage(tag)).sort()
  return [...languages.filter(language => wanted.has(language)), ...others]
}
