import { fieldText, translator } from '../src/i18n/index.ts'
import type { Block } from './letter.ts'
import type { RequestProps } from './request.ts'
import { oneLine, unlinkable } from './typed.ts'

/** A field of the public details, by the name that its label has in the form; empty: not stated. */
export type Change = {
  field: string
  before: string
  after: string
}

/** Fields that no mail program may translate. */
const verbatim = /^(?:organisation|website)/

/** What of the public details differs, field by field: how it was, and how it is or is to be. */
export function changeBlocks(
  { lang, kind }: Pick<RequestProps, 'lang' | 'kind'>,
  changes: readonly Change[],
): Block[] {
  const t = translator(lang, kind)
  const cleaned = (text: string) => (text === '' ? '—' : unlinkable(oneLine(text)))
  return changes.map(({ field, before, after }) => ({
    kind: verbatim.test(field) ? 'typed' : 'words',
    label: fieldText(lang, field, undefined, kind),
    lines: [
      `${t('mail.amended.before')}: ${cleaned(before)}`,
      `${t('mail.amended.after')}: ${cleaned(after)}`,
    ],
  }))
}
