import { kindOf, type Organisation } from '../domain/organisation.ts'
import type { SignerKind } from '../domain/statement.ts'
import { type Language, type Translate, translator, type WordsFor } from '../i18n/index.ts'

/** What is said to whoever signs, or of them: a person is no organisation, and stands for none. */
export const wordsFor = (lang: Language, { organisation }: { organisation: Organisation }): Translate =>
  translator(lang, kindOf(organisation))

/** To whom a form speaks: to its only kind of signer, or to any of several. */
export function wordsForAny([only, ...others]: readonly SignerKind[]): WordsFor {
  return others.length === 0 && only ? only : 'mixed'
}
