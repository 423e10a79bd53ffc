import { hasDeceptiveCharacter, lengthOf } from '../domain/text.ts'

/** The longest reason, question or note, in characters. */
const longestWords = 2000
export type WordsFault = 'required' | 'too_long' | 'deceptive'

/** A moderator's words as they are mailed and kept: line ends of one kind, no space around. */
export const tidyWords = (typed: string): string => typed.replace(/\r\n?/g, '\n').trim()

/** What is wrong with words of {@link tidyWords}; null where nothing is. */
export function wordsFault(words: string): WordsFault | null {
  if (words === '') return 'required'
  if (lengthOf(words) > longestWords) return 'too_long'
  return hasDeceptiveCharacter(words.replaceAll('\n', ' ')) ? 'deceptive' : null
}
