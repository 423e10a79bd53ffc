import { secondModerators } from '../domain/moderation.ts'
import { type Language, translator } from '../i18n/index.ts'
import { moderatorRoles } from '../storage/schema/moderators.ts'
import { levels } from './flood/flood-filter.ts'
import { reasonCodes } from './request/reasons.ts'

const codes = [
  // How much speaks for a request that was approved.
  ...levels,
  ...reasonCodes,
  // The team.
  ...moderatorRoles,
  'device',
  'everywhere',
  'again',
  'recovery',
  // Settings.
  ...secondModerators.map(value => `second-${value}` as const),
] as const

/** A code of the log in words; one that the catalogue does not have stands for itself. */
export function codeInWords(lang: Language, code: string): string {
  const knownCode = codes.find(candidate => candidate === code)
  return knownCode === undefined ? code : translator(lang)(`log.code.${knownCode}`)
}
