import { conceptOf } from './concepts.ts'
import { isGenericWord } from './generic-words.ts'
import { nameWords } from './name-words.ts'
import { lookOfWord } from './skeleton.ts'
import { soundOfWord, soundsOfInitial } from './sound.ts'

/** Letters of an acronym that says whose it is: with two, everybody's is the same. */
const shortest = 3
const longest = 8

/**
 * - `initials`: the acronyms that a name of several words may be known by, as they sound and as they look in Latin
 *   letters: of all its words, without the small ones, and without what it is named after.
 * - `written`: the same of a name that is an acronym itself, beside words that say nothing of whose: NGO BHC, «БХК».
 */
export type Acronyms = { readonly initials: ReadonlySet<string>; readonly written: ReadonlySet<string> }

export function acronymsOf(name: string): Acronyms {
  const words = nameWords(name).slice(0, 2 * longest)
  const concepts = words.map(word => conceptOf(word))
  const isSmall = (at: number) => concepts[at]?.kind === 'none'
  const dedication = concepts.findIndex(concept => concept?.id === 'dedication')
  const head = dedication < 0 ? words : words.slice(0, dedication)
  const large = (some: readonly string[]) => some.filter((_, at) => !isSmall(at))
  const shared = head.filter((_, at) => concepts[at] !== null)
  const readings = [words, large(words), head, large(head), shared, large(shared)]
  const spelled = (place: readonly string[]) =>
    large(head).flatMap(word => {
      if (conceptOf(word)?.id === 'belarus') return place
      return isAcronym(word) ? [...word] : initialsOf([word])
    })
  const written = writtenIn(words)
  const places = words.filter((_, at) => concepts[at]?.kind === 'place')
  return {
    initials: new Set(
      [...readings.filter(isLongEnough).map(initialsOf), spelled(['b']), spelled(['b', 'e', 'l'])]
        .filter(isLongEnough)
        .flatMap(formsOf),
    ),
    // Belarusian HRH is BHRH.
    written: new Set([written, [...initialsOf(places), ...written]].filter(isLongEnough).flatMap(formsOf)),
  }
}

/** A word that stands in capitals beside others: Belarusian PEN is BPEN, and BelPEN. */
const isAcronym = (word: string): boolean => /^\p{Lu}{2,}$/u.test(word)

const isLongEnough = ({ length }: { length: number }): boolean => length >= shortest && length <= longest
const initialsOf = (words: readonly string[]): string[] => words.map(word => [...word][0] ?? '')

/** The letters of the one word that is no other's, or of single letters with spaces between: B H C. */
function writtenIn(words: readonly string[]): string[] {
  const own = words.filter(word => conceptOf(word) === null && !isGenericWord(lookOfWord(word)))
  const single = words.length >= shortest && words.every(word => [...word].length === 1)
  const letters = single ? words : [...(own.length === 1 ? spoken(own[0] ?? '') : '')]
  return letters.length >= shortest - 1 && letters.every(letter => /\p{L}/u.test(letter)) ? [...letters] : []
}

/** R2D is read as RTD, and R4D as RFD. */
const spoken = (word: string): string =>
  word.replace(/(?<=\p{L})[24](?=\p{L})/gu, digit => (digit === '2' ? 't' : 'f'))

/** An acronym as it may be written in Latin letters, by sound, in two ways (Х is Kh or H), and by look. */
function formsOf(letters: readonly string[]): string[] {
  if (letters.length === 0) return []
  const sounds = letters.map(soundsOfInitial)
  return [
    ...new Set([
      sounds.map(([sound = '']) => sound).join(''),
      sounds.map(ways => ways.at(-1) ?? '').join(''),
      soundOfWord(letters.join('')),
      lookOfWord(letters.join('')),
    ]),
  ]
}

/** Where one of two organisations' names is an acronym that the other has, or may have by its words; null: nowhere. */
export function sharedAcronym(
  ours: readonly Acronyms[],
  theirs: readonly Acronyms[],
): { our: number; their: number } | null {
  for (const [our, { written, initials }] of ours.entries()) {
    const their = theirs.findIndex(
      them =>
        meet(written, them.initials) ||
        // An acronym that a name beside it explains stands for that name alone: BAJ is one association of journalists.
        (meet(them.written, initials) && !theirs.some(other => meet(them.written, other.initials))),
    )
    if (their >= 0) return { our, their }
  }
  return null
}

const meet = (one: ReadonlySet<string>, other: ReadonlySet<string>): boolean =>
  [...one].some(text => other.has(text))
