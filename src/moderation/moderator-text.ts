import { longestModeratorText } from '../domain/limits.ts'
import { hasDeceptiveCharacter, lengthOf, withoutSilentSigns } from '../domain/text.ts'
import { type Language, translator } from '../i18n/index.ts'
import { deceptionInWords } from '../organisations/deception.ts'

/** Each but `deceptive` has a message of its own: `desk.words.<fault>` and `bulk.words.<fault>`. */
export type TextFault = 'required' | 'too_long' | 'deceptive'

/** A moderator's text as it is mailed and kept: line ends of one kind, no variation selector, no space around. */
export const tidyText = (typed: string): string => withoutSilentSigns(typed).replace(/\r\n?/g, '\n').trim()

/** What is wrong with a text of {@link tidyText}; null where nothing is. */
export function faultOfText(text: string): TextFault | null {
  if (text === '') return 'required'
  if (lengthOf(text) > longestModeratorText) return 'too_long'
  return hasDeceptiveCharacter(text.replaceAll('\n', ' ')) ? 'deceptive' : null
}

/** The same in words; `label` names the field. */
export function faultInWords(
  lang: Language,
  label: string,
  { text, fault, of }: { text: string; fault: TextFault; of: 'desk' | 'bulk' },
): string {
  if (fault === 'deceptive') return deceptionInWords(lang, label, text.replaceAll('\n', ' '))
  const t = translator(lang)
  return of === 'desk' ? t(`desk.words.${fault}`) : t(`bulk.words.${fault}`)
}
