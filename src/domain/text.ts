/**
 * Characters that can make a name look like what it is not: controls (Cc), bidi and zero-width
 * formats (Cf), unpaired surrogates (Cs), private use (Co), unassigned (Cn), line and paragraph
 * separators, the replacement character that broken input leaves behind, and the blank "letters"
 * that print as nothing (Hangul fillers, Braille blank, combining grapheme joiner, Khmer inherent vowels).
 */
const deceptive =
  /\p{Cc}|\p{Cf}|\p{Cs}|\p{Co}|\p{Cn}|\p{Zl}|\p{Zp}|\p{Variation_Selector}|\uFFFD|\u034F|\u115F|\u1160|\u17B4|\u17B5|\u2800|\u3164|\uFFA0|\uFFFC|\u{13441}|\u{13442}|\u{16FE4}|\u{1D159}/u

/** More combining marks in a row than any orthography stacks: they climb over the lines around them. */
const stackedMarks = /[\p{Mn}\p{Me}]{5}/u

/** True if the text has a control, bidi, zero-width or otherwise invisible character, or a pile of marks. */
export const hasDeceptiveCharacter = (text: string): boolean =>
  deceptive.test(text) || stackedMarks.test(text.normalize('NFD'))

/** NFC, every run of white space as one space, none at the ends: how one line of text is stored. */
export const tidyLine = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/[ \t\u00A0\u1680\u2000-\u200A\u202F\u205F\u3000]+/gu, ' ')
    .trim()

/** Length as people count it: code points, not UTF-16 units. */
export const lengthOf = (text: string): number => {
  let count = 0
  for (const _ of text) count++
  return count
}

export const hasLetterOrDigit = (text: string): boolean => /[\p{L}\p{N}]/u.test(text)
