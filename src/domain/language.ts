/** The languages of the interface and of mails. */
export const languages = ['en', 'be', 'ru'] as const
export type Language = (typeof languages)[number]

export const isLanguage = (value: string): value is Language =>
  (languages as readonly string[]).includes(value)
