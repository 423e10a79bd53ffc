import { isTag, type Language } from '../domain/language.ts'
import { inLanguage } from './language-names.ts'
import { type MessageKey, translator, type WordsFor } from './messages.ts'

/** The field of an organisation's name for readers of a language, by its tag. */
export const nameField = (tag: string) => `organisation_${tag}` as const
export type NameField = ReturnType<typeof nameField>

/** The language of such a field; null for any other field, and for what is no tag in its canonical form. */
export function languageOfField(field: string): string | null {
  const [, tag = ''] = /^organisation_(.+)$/.exec(field) ?? []
  return isTag(tag) ? tag : null
}

/** The label of a field, or what its fault is, in words for a kind; of a name by the language that it is for. */
export function fieldText(lang: Language, field: string, fault?: string, kind?: WordsFor): string {
  const tag = languageOfField(field)
  const name = tag === null ? field : 'organisation_in'
  const key = (fault === undefined ? `field.${name}` : `field.${name}.${fault}`) as MessageKey
  return translator(lang, kind)(key, tag === null ? undefined : { language: inLanguage(lang, tag) })
}
