import { type Language, languages } from '../../domain/language.ts'
import { type UpdateTexts, type WrittenKind, writtenKinds } from '../../domain/updates.ts'
import { positiveNumber } from '../../organisations/form.ts'
import { faultOfText, type TextFault, tidyText } from '../moderator-text.ts'

export type TypedUpdate = { kind: WrittenKind; texts: UpdateTexts }
/** By language; `none`: there is no text at all. */
export type UpdateFaults = Partial<Record<Language, TextFault>> & { none?: true }

export const fieldOfText = (language: Language) => `text_${language}` as const

/** What was typed; a language without a word has no text. */
export function readUpdateForm(form: FormData): TypedUpdate {
  const field = (name: string) => {
    const value = form.get(name)
    return typeof value === 'string' ? value : ''
  }
  const texts: Partial<Record<Language, string>> = {}
  for (const language of languages) {
    const text = tidyText(field(fieldOfText(language)))
    if (text !== '') texts[language] = text
  }
  return { kind: writtenKinds.find(one => one === field('kind')) ?? 'news', texts }
}

/** The revision of an update that its form showed; 0: none that there is. */
export const revisionIn = (form: FormData): number => positiveNumber.catch(0).parse(form.get('revision'))

/** What is wrong with it; nothing has no keys. */
export function faultsOfUpdate({ texts }: TypedUpdate): UpdateFaults {
  if (Object.keys(texts).length === 0) return { none: true }
  const faults: UpdateFaults = {}
  for (const language of languages) {
    const text = texts[language]
    const fault = text === undefined ? null : faultOfText(text)
    if (fault) faults[language] = fault
  }
  return faults
}
