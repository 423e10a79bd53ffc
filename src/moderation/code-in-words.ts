import { type Language, translator } from '../i18n/index.ts'

const codes = [
  // How much speaks for a request that was approved.
  'strong',
  'some',
  'weak',
  // Reasons.
  'not-verified',
  'not-an-organisation',
  'not-authorised',
  'outside-criteria',
  'duplicate',
  'abuse',
  'asked-by-organisation',
  'wrong-name',
  'missing-website',
  'which-organisation',
  'own',
  // The team.
  'moderator',
  'administrator',
  'device',
  'everywhere',
  'again',
  'recovery',
  // Settings.
  'second-always',
  'second-weak',
  'second-never',
] as const

/** A code of the log in words; one that the catalogue does not have stands for itself. */
export function codeInWords(lang: Language, code: string): string {
  const knownCode = codes.find(candidate => candidate === code)
  return knownCode === undefined ? code : translator(lang)(`log.code.${knownCode}`)
}
