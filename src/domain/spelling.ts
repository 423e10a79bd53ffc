/**
 * The signs that people type for an apostrophe. To Unicode some are letters, some marks on a blank, and all are others:
 * the typewriter's, the printer's of all sides, accents, primes, modifier letters, Armenian, Hebrew, NKo, saltillo.
 * Over a Greek letter a comma is a breathing.
 */
export const apostrophes =
  /['`\u00B4\u02B9\u02BB\u02BC\u02BD\u02BE\u02BF\u02C8\u02CA\u02CB\u02EE\u0374\u0384\u055A\u05F3\u07F4\u07F5\u1FBD\u1FBF\u1FEF\u1FFD\u1FFE\u2018\u2019\u201A\u201B\u2032\u2035\u275B\u275C\uA78B\uA78C\uFF07\uFF40]|(?<!\p{Script=Greek})[\u0313\u0315]/gu

/**
 * What is typed for an apostrophe on keyboards that have none, before the letters that have one before them: аб"ект.
 * Quotation marks come in pairs.
 */
const typedForApostrophe = /^([^"“”„*]*\p{Script=Cyrillic})["”*](?=[яюеёіїє][^"“”„*]*$)/iu

/** Beside a name, to Unicode the letters TM and SM. */
const tradeMarks = /[\u2122\u2120]/g

/** What prints as nothing, and the Arabic stroke that only makes a word longer. */
const silent = /[\p{Default_Ignorable_Code_Point}\u0640]+/gu

/** "And" as rock'n'roll has it, a word of its own: Rock ’n’ Roll, Rock’n Roll. */
const shortAnd = /(?<=\p{L})(?:\s*'n'\s*|'n\s+)(?=\p{L})/giu

/** An apostrophe inside a word: сям’я, сямʼя, сям'я and сямя are one word. */
const innerApostrophe = /(?<=[\p{L}\p{M}\p{N}])'+(?=[\p{L}\p{N}])/gu

/** A full stop between two initials: e. V., e.V., eV. */
const stopBetweenInitials = /(?<![\p{L}\p{M}\p{N}])(\p{L}\p{M}*)\.\s*(?=\p{L}\p{M}*(?![\p{L}\p{M}\p{N}]))/gu

/** Letters in a circle or a square, which Unicode does not take apart as it does those in an outline: 🅐, 🅰. */
const enclosed = /[\u{1F150}-\u{1F169}\u{1F170}-\u{1F189}]/gu

/** A letter and its sibling that print alike, or are typed for each other: Arabic, and Persian on another keyboard. */
const siblings: Readonly<Record<string, string>> = { ی: 'ي', ى: 'ي', ک: 'ك', ة: 'ه', ہ: 'ه', ۂ: 'ه\u0654' }

const isAscii = (text: string): boolean => !/[^\0-\x7f]/.test(text)

/**
 * A text with one spelling for what is spelled in several: compatibility forms, apostrophes, initials, what prints as
 * nothing. Case, accents and other punctuation stay. Keys, searches and look-alikes all begin with it.
 */
export function evenSpelling(text: string): string {
  // Before NFKC, which makes of ´ a blank with an accent, and after it, which takes ŉ apart.
  const composed = isAscii(text)
    ? text.replaceAll('`', "'")
    : evenLetters(even(text).normalize('NFKC').replace(apostrophes, "'"))
  return composed.replace(shortAnd, ' n ').replace(innerApostrophe, '').replace(stopBetweenInitials, '$1')
}

const even = (text: string): string =>
  text.replace(tradeMarks, '').replace(typedForApostrophe, "$1'").replace(apostrophes, "'")

const evenLetters = (text: string): string =>
  text
    .replace(silent, '')
    .replace(enclosed, letterInside)
    .replace(/[یىکةہۂ]/g, letter => siblings[letter] ?? letter)
    .replace(/(?![0-9])\p{Nd}/gu, digit => String(digitOf(digit)))

const letterInside = (sign: string): string =>
  String.fromCodePoint((((sign.codePointAt(0) ?? 0) - 0x1f150) % 32) + 0x41)

/** What a decimal digit of any script says: Unicode has the ten of each in a row, and some rows behind each other. */
function digitOf(digit: string): number {
  const code = digit.codePointAt(0) ?? 0
  let first = code
  while (/\p{Nd}/u.test(String.fromCodePoint(first - 1))) first--
  return (code - first) % 10
}

/**
 * A name as names are compared: words with single spaces between, of even spelling, without case and punctuation.
 * Accents stay, ё is not е. Folding twice changes nothing. Never empty for a text with a letter or a digit.
 */
export const foldName = (text: string): string =>
  foldCase(evenSpelling(text))
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim()

/** Where a letter has two small forms, or a capital of two letters, it has one here. */
const foldCase = (text: string): string =>
  isAscii(text)
    ? text.toLowerCase()
    : text.toLowerCase().replace(/ς|ß|ı|i\u0307/g, letter => oneForm[letter] ?? letter)

const oneForm: Readonly<Record<string, string>> = { ς: 'σ', ß: 'ss', ı: 'i', 'i\u0307': 'i' }

const writtenOut: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue' }

/** A text as who has no umlauts writes it: Solidaritaet. */
export const withoutUmlauts = (text: string): string =>
  text.normalize('NFC').replace(/[äöü]/giu, letter => writtenOut[letter.toLowerCase()] ?? letter)
