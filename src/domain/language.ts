/** The languages of the interface and of mails. */
export const languages = ['en', 'be', 'ru'] as const
export type Language = (typeof languages)[number]

export const isLanguage = (value: string): value is Language =>
  (languages as readonly string[]).includes(value)

/** A value for each language. */
export const byLanguage = <T>(valueFor: (language: Language) => T): Record<Language, T> =>
  Object.fromEntries(languages.map(language => [language, valueFor(language)])) as Record<Language, T>
