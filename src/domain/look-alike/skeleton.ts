import { organisationKey } from '../organisation.ts'
import { evenSpelling } from '../spelling.ts'
import { byGreek, byLetter, cyrillicDigits, latinDigits, strokeDigits } from './letters.ts'

const longestSkeleton = 300
/** A name of 200 characters may unfold into thousands (ﷺ is eighteen); what it looks like is decided long before. */
const longestRead = 600

/** Signs written for letters inside a word. */
const signs: ReadonlyMap<string, string> = new Map([
  ['|', 'l'],
  ['!', 'l'],
  ['@', 'a'],
  ['$', 's'],
])

/** Scripts whose letters are found in one word by right: Japanese writes with three, Korean with two. */
const scripts = [
  /\p{Script=Latin}/u,
  /\p{Script=Cyrillic}/u,
  /\p{Script=Greek}/u,
  /\p{Script=Armenian}/u,
  /\p{Script=Georgian}/u,
  /\p{Script=Hebrew}/u,
  /\p{Script=Arabic}/u,
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}]/u,
]
const neutral = /[\p{Script=Common}\p{Script=Inherited}\p{N}\p{M}]/u

/**
 * The words whose letters are of more than one script (Latin, Cyrillic, Greek and so on, by \p{Script}), as
 * they were typed. Digits are of no script; a hyphen ends a word: «IT-школа» mixes nothing.
 */
export const mixedScriptWords = (name: string): string[] =>
  name
    .normalize('NFC')
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter(word => scriptsOf(word).size > 1)

function scriptsOf(word: string): Set<number> {
  const scriptsSeen = new Set<number>()
  for (const letter of word) {
    if (!neutral.test(letter)) scriptsSeen.add(scripts.findIndex(script => script.test(letter)))
  }
  return scriptsSeen
}

/**
 * What a name looks like, whatever script its letters are of: two names with equal skeletons look (nearly)
 * the same. Lower case, single spaces, no accents, look-alike letters as one Latin letter (UTS #39), digits
 * and signs inside a word as the letters they stand for, rn as m. Idempotent; at most 300 characters;
 * never empty for a name with a letter or a digit.
 */
export function skeletonOf(name: string): string {
  const skeleton = [...wordsOf(name).map(lookOfWord).join(' ')].slice(0, longestSkeleton).join('')
  return skeleton.trim() || organisationKey(name).slice(0, longestSkeleton)
}

/** Letters whose mark makes another sound of them, as Belarusian, Polish, Lithuanian and Czech write: š is sh. */
const hissing = /[scz][\u0301\u0307\u030C]/giu

/**
 * A name's words as they were typed, with letters for the signs inside a word, without accents but those of hissing
 * letters, which their sound needs.
 */
export const wordsOf = (name: string): string[] =>
  [...evenSpelling(name).normalize('NFKD')]
    .slice(0, longestRead)
    .join('')
    .replace(hissing, letter => letter.normalize('NFC'))
    // Marks that any letter may carry; the vowel signs of other scripts stay, being half of their word.
    .replace(/(?=[\p{Script=Inherited}\u0483-\u0489])\p{M}/gu, '')
    .replace(/(?<=\p{L})[|!@$](?=\p{L})/gu, sign => signs.get(sign) ?? sign)
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter(word => word !== '')

function lookOfLetter(letter: string): string {
  const small = letter.toLowerCase()
  // A capital without a look of its own takes its small letter's: the skeleton of a skeleton is the same again.
  return byGreek.get(letter) ?? byGreek.get(small) ?? byLetter.get(small) ?? small
}

/** A word of {@link wordsOf} letter by letter, each as it looks. */
export const lettersOfWord = (word: string): string => [...word].map(lookOfLetter).join('')

/** What a word of {@link wordsOf} looks like. */
export const lookOfWord = (word: string): string => lookOfLetters(lettersOfWord(word))

/** What letters of {@link lettersOfWord} look like beside each other. */
export function lookOfLetters(letters: string): string {
  if (!/\p{L}/u.test(letters)) return letters
  let look = letters.replace(/[01]/g, digit => strokeDigits.get(digit) ?? digit)
  // In a shorter word a digit is more likely a number: G7, E4.
  if ((look.match(/\p{L}/gu)?.length ?? 0) >= 4) {
    const digits = /\p{Script=Cyrillic}/u.test(look) ? cyrillicDigits : latinDigits
    look = look.replace(/[3-8]/g, digit => digits.get(digit) ?? digit)
  }
  return look.replaceAll('rn', 'm').replaceAll('vv', 'w')
}

/** 0…1: the share of all trigrams that both have, as pg_trgm's similarity() counts; 0 where neither has any. */
export function overlapOf(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  let common = 0
  for (const trigram of one) if (other.has(trigram)) common++
  const all = one.size + other.size - common
  return all === 0 ? 0 : common / all
}

/** The trigrams of a text's words, each padded with two spaces before and one after. */
export function trigramsOf(text: string): Set<string> {
  const trigrams = new Set<string>()
  for (const word of text.split(' ')) {
    if (word === '') continue
    let [first, second] = [' ', ' ']
    for (const third of `${word} `) {
      trigrams.add(first + second + third)
      first = second
      second = third
    }
  }
  return trigrams
}
