import { conceptOf } from '../look-alike/concepts.ts'
import { nameWords } from '../look-alike/name-words.ts'
import { wordsOf } from '../look-alike/skeleton.ts'
import { soundOfWord } from '../look-alike/sound.ts'
import * as table from './state-body-names.ts'

/** A beginning of words, or a whole one, as it sounds; '*': any. */
type Stem = { readonly sound: string; readonly isWhole: boolean }
type Tables = {
  readonly bodies: readonly (readonly Stem[])[]
  readonly inside: readonly string[]
  readonly departments: readonly Stem[]
  readonly whole: readonly Stem[]
  readonly beside: readonly Stem[]
  readonly acronyms: ReadonlySet<string>
  /** In small letters. */
  readonly wholeAcronyms: ReadonlySet<string>
}
let tables: Tables | undefined

const small = new Set(
  'the of for and in on to with against і и па по при пры у в на с со з за w z von der des für de du la'
    .split(' ')
    .map(word => soundOfWord(word)),
)
const ministry = ['ministry', 'ministries', 'minister', 'министр', 'міністр', 'міністэр'].map(soundOfWord)

/** True of a name that is, or holds, the name of a body of the Belarusian state, or of one beside it. */
export function namesStateBody(name: string): boolean {
  // Made at the first question: a Worker pays for what it does while it starts.
  tables ??= readTables()
  const [words, typed] = [nameWords(name), wordsOf(name)]
  return (
    [...words, ...typed].some(word => tables?.acronyms.has(word)) ||
    isWholeAcronym(words, tables) ||
    [words, typed].some(some => tables && namesBody(some, tables))
  )
}

function namesBody(
  words: readonly string[],
  { bodies, inside, departments, whole, beside }: Tables,
): boolean {
  const sounds = words.map(soundOfWord).filter(word => !small.has(word))
  const isAny = (stems: readonly Stem[]) => (word: string) => stems.some(stem => begins(word, stem))
  if (bodies.some(body => sounds.some((_, at) => follows(sounds.slice(at), body)))) return true
  if (sounds.some(word => inside.some(part => word.includes(part)))) return true
  if (sounds.some(word => ministry.some(stem => word.startsWith(stem)))) {
    return sounds.some(isAny(departments)) || words.some(isPlace)
  }
  const others = words.filter(word => !isAny(whole)(soundOfWord(word)) && !small.has(soundOfWord(word)))
  if (others.length === sounds.length) return false
  return others.every(word => isPlace(word) || /^\p{N}+$/u.test(word) || isAny(beside)(soundOfWord(word)))
}

/** К.Г.Б., K-G-B, kgb Belarus. */
function isWholeAcronym(words: readonly string[], { wholeAcronyms }: Tables): boolean {
  const own = words.filter(word => !isPlace(word) && !small.has(soundOfWord(word)) && !/^\p{N}+$/u.test(word))
  return wholeAcronyms.has(own.join('').toLowerCase())
}

const isPlace = (word: string): boolean => conceptOf(word)?.kind === 'place'

const begins = (word: string | undefined, { sound, isWhole }: Stem): boolean =>
  word !== undefined && (sound === '*' || (isWhole ? word === sound : word.startsWith(sound)))

const follows = (words: readonly string[], body: readonly Stem[]): boolean =>
  body.every((stem, at) => begins(words[at], stem))

function readTables(): Tables {
  const split = (text: string) => text.trim().split(/\s+/)
  const stems = (text: string) => split(text).map(stemOf)
  const acronyms = split(table.acronyms).map(letters => wordsOf(letters).join(''))
  const further = split(table.wholeAcronyms)
  return {
    bodies: table.bodyNames.trim().split('\n').map(stems),
    inside: split(table.insideWords).map(soundOfTyped),
    departments: stems(table.departments),
    whole: stems(table.wholeNames),
    beside: stems(table.besideThem),
    acronyms: new Set(acronyms),
    wholeAcronyms: new Set([...acronyms, ...further].map(letters => letters.toLowerCase())),
  }
}

const stemOf = (typed: string): Stem =>
  typed === '*'
    ? { sound: '*', isWhole: false }
    : { sound: soundOfTyped(typed.replace(/^=/, '')), isWhole: typed.startsWith('=') }

const soundOfTyped = (word: string): string => soundOfWord(wordsOf(word).join(''))
