import { deceptionIn, withoutSilentSigns } from '../domain/text.ts'
import { type Language, translator } from '../i18n/index.ts'

/** What makes a text deceptive, where it stands, and what to do about it. `label` names the field. */
export function deceptionInWords(lang: Language, label: string, typed: string): string {
  const { kind, code, before } = deceptionIn(withoutSilentSigns(typed).trim()) ?? unknown
  const place = before === '' ? 'start' : 'within'
  return translator(lang)(`field.deceptive.${kind}`, { label, code, before, place })
}

// Nobody asks of a text without one.
const unknown = { kind: 'invisible', code: '', before: '' } as const
