import { apostrophes } from './spelling.ts'

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

const joiner = '[\u200C\u200D]'
/** Scripts that spell with joiners between their letters. */
const joiningScripts = 'Arab Syrc Mong Khmr Mymr Deva Beng Guru Gujr Orya Taml Telu Knda Mlym Sinh'.split(' ')
/** The signs of those scripts that silence a vowel: a joiner may end the word behind one. */
const silencers = '\u094D\u09CD\u0A4D\u0ACD\u0B4D\u0BCD\u0C4D\u0CCD\u0D4D\u0DCA'

/** A picture, without the signs that are text: © ™. */
const picture = '(?=[\\u2190-\\u{10FFFF}])\\p{Extended_Pictographic}'

/** Characters that print as nothing and change how a word around them looks, and so are part of it. */
const partOfWord = new RegExp(
  [
    ...joiningScripts.map(script => {
      const letter = `(?=[\\p{L}\\p{M}])\\p{Script_Extensions=${script}}`
      return `${joiner}(?<=${letter}.)(?=${letter})`
    }),
    // The selectors and the separator of the Mongolian script, which stand behind letters.
    String.raw`[\u180B-\u180F](?<=(?=\p{L})\p{Script=Mongolian}.)`,
    `\u200D(?<=[${silencers}].)(?![\\p{L}\\p{M}\u200C\u200D])`,
    // Between pictures, which it makes one: families, professions, flags.
    `\u200D(?<=${picture}[\\u{1F3FB}-\\u{1F3FF}]?.)(?=${picture})`,
  ].join('|'),
  'gu',
)

/** The same text with a letter for each of them: what prints as nothing now, does so in vain. */
const withLetters = (text: string): string =>
  /[\u180B-\u180F\u200C]|\u200D/.test(text) ? text.replace(partOfWord, 'x') : text

/** What makes a text deceptive: a line break, something that prints as nothing or is broken, a pile of marks. */
type Deception = {
  kind: 'line' | 'invisible' | 'broken' | 'marks'
  /** The character, as "U+200B". */
  code: string
  /** The end of what stands before it, so that a person finds the place. */
  before: string
}

/** The first thing in a text that makes it deceptive; null where nothing does. */
export function deceptionIn(text: string): Deception | null {
  const bare = withLetters(text)
  const at = bare.search(deceptive)
  if (at >= 0) return deceptionAt(text, at, kindOf(bare.slice(at)))
  const decomposed = text.normalize('NFD')
  const pile = decomposed.search(stackedMarks)
  return pile < 0 ? null : deceptionAt(decomposed, pile, 'marks')
}

function kindOf(rest: string): Deception['kind'] {
  if (/^[\t-\r\u0085\u2028\u2029]/.test(rest)) return 'line'
  return /^(?:\p{Cs}|\p{Co}|\p{Cn}|\uFFFD|\uFFFC)/u.test(rest) ? 'broken' : 'invisible'
}

function deceptionAt(text: string, at: number, kind: Deception['kind']): Deception {
  const code = (text.codePointAt(at) ?? 0).toString(16).toUpperCase().padStart(4, '0')
  const before = [...text.slice(Math.max(0, at - 60), at)].slice(-20).join('').normalize('NFC').trim()
  return { kind, code: `U+${code}`, before }
}

/** True if the text has a control, bidi, zero-width or otherwise invisible character, or a pile of marks. */
export const hasDeceptiveCharacter = (text: string): boolean => deceptionIn(text) !== null

// Phones put them behind signs, and Japanese keyboards behind letters; a text says the same without them.
const variationSelectors = /[\uFE00-\uFE0F\u{E0100}-\u{E01EF}]/gu

// Our own mails write them around the marks of a link and in a phone number, so that no mail program makes a link of
// them.
const linkBreakers = /[\u200C\u2060]+(?=[\p{P}\p{S}\p{N}])|(?<=[\p{P}\p{S}\p{N}])[\u200C\u2060]+/gu

/** White space, marks of direction, and places where a line may end: a text copied from a page or a chat has them. */
const atEnds = /[\s\u00AD\u061C\u200B\u200E\u200F\u202A-\u202E\u2060-\u2064\u2066-\u2069\uFEFF]/

/** A text without such signs at its ends, where they change nothing and nobody sees what to delete. */
function withoutSignsAtEnds(text: string): string {
  let [start, end] = [0, text.length]
  while (start < end && atEnds.test(text.charAt(start))) start++
  while (end > start && atEnds.test(text.charAt(end - 1))) end--
  const [before, after] = [text.slice(0, start), text.slice(end)]
  return /[^\s]/.test(before + after) ? text.slice(start, end) : text
}

/** A text without what programs put into it unasked, and what says the same without it. */
export const withoutSilentSigns = (text: string): string =>
  withoutSignsAtEnds(text.replace(variationSelectors, '').replace(linkBreakers, ''))

/**
 * NFC, no variation selector, no link broken, every run of white space as one space, none at the ends: how one line of
 * text is stored.
 */
export const tidyLine = (text: string): string =>
  withoutSilentSigns(text)
    .normalize('NFC')
    .replace(/[ \t\u00A0\u1680\u2000-\u200A\u202F\u205F\u3000]+/gu, ' ')
    .trim()

/** Length as people count it: code points, not UTF-16 units. */
export const lengthOf = (text: string): number => {
  let count = 0
  for (const _ of text) count++
  return count
}

// Apostrophes and the Arabic stroke are letters to Unicode only.
const letterOrDigit = new RegExp(`(?!${apostrophes.source}|\\u0640)[\\p{L}\\p{N}]`, 'u')
export const hasLetterOrDigit = (text: string): boolean => letterOrDigit.test(text)
