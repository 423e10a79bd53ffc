import { longestModeratorText } from '../domain/limits.ts'
import { hasDeceptiveCharacter, lengthOf } from '../domain/text.ts'

/** Each has a message: `desk.words.<fault>` and `flood.words.<fault>`. */
export type TextFault = 'required' | 'too_long' | 'deceptive'

/** A moderator's text as it is mailed and kept: line ends of one kind, no space around. */
export const tidyText = (typed: string): string => typed.replace(/\r\n?/g, '\n').trim()

/** What is wrong with a text of {@link tidyText}; null where nothing is. */
export function faultOfText(text: string): TextFault | null {
  if (text === '') return 'required'
  if (lengthOf(text) > longestModeratorText) return 'too_long'
  return hasDeceptiveCharacter(text.replaceAll('\n', ' ')) ? 'deceptive' : null
}
