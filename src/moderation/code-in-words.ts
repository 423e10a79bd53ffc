import { type Language, translator } from '../i18n/index.ts'

const codes = [
  ...['strong', 'some', 'weak'],
  ...['not-verified', 'not-an-organisation', 'not-authorised', 'outside-criteria', 'duplicate', 'abuse'],
  ...['asked-by-organisation', 'wrong-name', 'missing-website', 'which-organisation', 'own'],
  ...['moderator', 'administrator', 'device', 'everywhere', 'again', 'recovery'],
  ...['second-always', 'second-weak', 'second-never'],
] as const

/** A code of the log; one that has no words yet stands for itself. */
export function codeInWords(lang: Language, code: string): string {
  const known = codes.find(one => one === code)
  return known === undefined ? code : translator(lang)(`log.code.${known}`)
}
