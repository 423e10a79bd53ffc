import { type Language, translator } from '../i18n/index.ts'

const codes = [
  // What was known of a request that was approved.
  'against',
  'nothing-for',
  'for',
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
  'second-doubt',
  'second-never',
] as const

/** What entries from before say, and nobody writes any more. The grades that evidence had are not said again: they read as verdicts. */
const earlierCodes = new Map<string, 'graded' | 'second-graded'>([
  ['strong', 'graded'],
  ['some', 'graded'],
  ['weak', 'graded'],
  ['second-weak', 'second-graded'],
])

/** A code of the log in words; one that the catalogue does not have stands for itself. */
export function codeInWords(lang: Language, code: string): string {
  const knownCode = earlierCodes.get(code) ?? codes.find(candidate => candidate === code)
  return knownCode === undefined ? code : translator(lang)(`log.code.${knownCode}`)
}
