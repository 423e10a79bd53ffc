import { conceptAsWritten } from './concepts.ts'
import { isGenericWord } from './generic-words.ts'
import { oneEditApart } from './one-edit.ts'
import { lettersOfWord, lookOfLetters, wordsOf } from './skeleton.ts'

/** A name as it is spelled: its words, and their letters as each looks, all of them run together. */
export type Spelling = { readonly words: readonly string[]; readonly letters: string }

export const spellingOf = (name: string): Spelling => {
  const words = wordsOf(name)
  return { words, letters: words.map(lettersOfWord).join('') }
}

/** Letters from which a whole name may have one slip, whatever its words mean. */
const enoughForSlips = 8
/**
 * A word of fewer is another one by one letter: PEN and PAN, BYSOL and BYPOL. In a long name that takes one letter
 * fewer.
 */
const enoughInWord = 6
const longName = 20

/**
 * True of two names that one slip tells apart: a letter left out, put in, mistaken, swapped with its neighbour. Not
 * where the slip makes a word that is known as another (PEN Belarus, Open Belarus), or another short name.
 */
export function oneSlipApart(a: Spelling, b: Spelling): boolean {
  if (Math.min(a.letters.length, b.letters.length) < enoughForSlips) return false
  if (!oneEditApart(a.letters, b.letters)) return false
  if (a.words.length !== b.words.length) return true
  const enough = a.letters.length >= longName ? enoughInWord - 1 : enoughInWord
  return a.words.every((word, at) => mayBeSlip(word, b.words[at] ?? '', enough))
}

function mayBeSlip(one: string, other: string, enough: number): boolean {
  const [letters, others] = [lettersOfWord(one), lettersOfWord(other)]
  if (letters === others) return true
  const [concept, otherConcept] = [conceptAsWritten(one), conceptAsWritten(other)]
  if (concept && otherConcept && concept.id !== otherConcept.id) return false
  const isMistake = letters.length === others.length && letters.length < enough
  const isSwap = [...letters].sort().join('') === [...others].sort().join('')
  if (!isMistake || isSwap) return true
  // Inside a word of few organisations a vowel makes another word, PAN; at its ends a letter makes none.
  const isAtEnd = letters[0] !== others[0] || letters.at(-1) !== others.at(-1)
  const isShared = (text: string, meaning: typeof concept) =>
    meaning ? meaning.kind !== 'rare' || isAtEnd : isGenericWord(lookOfLetters(text))
  return isShared(letters, concept) || isShared(others, otherConcept)
}
