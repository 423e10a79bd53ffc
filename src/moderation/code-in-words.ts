import { evidenceSides } from '../domain/evidence/summary.ts'
import { secondModerators } from '../domain/second-moderator.ts'
import { signerKinds } from '../domain/statement.ts'
import { type Language, translator } from '../i18n/index.ts'
import { moderatorRoles } from '../storage/schema/moderators.ts'
import { reasonCodes } from './request/canned-reasons.ts'

const codes = [
  // What was known of a request that was approved.
  ...evidenceSides,
  ...reasonCodes,
  // The team.
  ...moderatorRoles,
  'device',
  'everywhere',
  'again',
  'recovery',
  // The section of a list that was proposed.
  ...signerKinds.map(kind => `section-${kind}` as const),
  // Settings.
  'sees',
  'sees-no-more',
  'sees-all',
  'moved-up',
  'moved-down',
  'featured',
  ...secondModerators.map(value => `second-${value}` as const),
  'private-address',
  'publish-hour',
  'publish-hour-removed',
  'public-by-hand',
  'public-by-hour',
  'founders-agreed',
  'deadline-set',
  'deadline-extended',
  'late-allowed',
  'late-refused',
  'list-frozen',
  'publishing-one',
  'publishing-two',
  // Where a statement was published, and how its version differs.
  'public-substantive',
  'public-editorial',
  'private-substantive',
  'private-editorial',
] as const

/**
 * What entries from before say, and nobody writes any more. The grades that evidence had are not said again: they read
 * as verdicts.
 */
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
