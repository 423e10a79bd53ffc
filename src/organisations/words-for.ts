import { kindOf, type Organisation } from '../domain/organisation.ts'
import { type Language, type Translate, translator } from '../i18n/index.ts'

/** What is said to whoever signs, or of them: a person is no organisation, and stands for none. */
export const wordsFor = (lang: Language, { organisation }: { organisation: Organisation }): Translate =>
  translator(lang, kindOf(organisation))
