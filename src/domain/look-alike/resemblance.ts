import { organisationKey } from '../organisation.ts'
import { withoutUmlauts } from '../spelling.ts'
import { type Acronyms, acronymsOf, sharedAcronym } from './acronyms.ts'
import { conceptAsWritten } from './concepts.ts'
import { isGenericWord } from './generic-words.ts'
import { isNearInMeaning, isSeasonElsewhere, type Meaning, meaningOf } from './meaning.ts'
import { oneEditApart, twoEditsApart } from './one-edit.ts'
import { lookOfWord, overlapOf, skeletonOf, trigramsOf, wordsOf } from './skeleton.ts'
import { oneSlipApart, type Spelling, spellingOf } from './slips.ts'
import { soundOfWord } from './sound.ts'

/**
 * Trigram similarity from which two names are near, measured on the words that tell organisations apart.
 * Chosen by the table in tests/pure/domain/look-alike/resemblance.test.ts: one changed letter in the middle of a word
 * of eight leaves 0.5; different organisations there stay below 0.4.
 */
export const nearName = 0.5

/** The same of names that consist of shared words only ("Human Rights Center", "Human Rights House"). */
const nearWithoutName = 0.85

/** Letters from which words of one's own are compared at all: PEN and PAN have too few. */
const enoughToCompare = 5
/** Letters from which one that differs is a slip: BYSOL and BYPOL have too few. */
const enoughForSlips = 6
/** The same beside words that say something else. */
const enoughForLongSlips = 8

/** One reading of a name: its words, the same without spaces, and their trigrams. */
type Reading = { readonly text: string; readonly joined: string; readonly trigrams: ReadonlySet<string> }

/** A name prepared for being compared with many. */
type Look = {
  readonly key: string
  readonly skeleton: Reading
  readonly spelling: Spelling
  /** The letters as who has no umlauts writes them; empty where there is none. */
  readonly writtenOut: string
  /** The skeleton's words that other organisations do not share, and how those sound in Latin letters. */
  readonly own: Reading
  readonly sound: Reading
  /** The words that are numbers. */
  readonly numbers: string
  /** Of all of it, and of what stands in quotation marks. */
  readonly meanings: readonly [Meaning, ...Meaning[]]
  readonly acronyms: Acronyms
}

/**
 * The same signatories are compared at every look at a request: with their looks kept the eleven take a tenth of the
 * time.
 */
const looks = new Map<string, Look>()
const mostLooks = 300

export function lookOf(name: string): Look {
  const known = looks.get(name)
  if (known) return known
  const look = prepare(name)
  if (looks.size >= mostLooks) looks.clear()
  looks.set(name, look)
  return look
}

function prepare(name: string): Look {
  const words = wordsOf(name)
    .map(word => ({ word, look: lookOfWord(word) }))
    .filter(({ word, look }) => !isGenericWord(look) && conceptAsWritten(word) === null)
  const skeleton = skeletonOf(name)
  return {
    key: organisationKey(name),
    skeleton: read(skeleton),
    spelling: spellingOf(name),
    writtenOut: /[äöü]|[aou]\u0308/iu.test(name) ? spellingOf(withoutUmlauts(name)).letters : '',
    own: read(words.map(({ look }) => look).join(' ')),
    sound: read(words.map(({ word }) => soundOfWord(word)).join(' ')),
    numbers: (skeleton.match(/(?<=^| )\p{N}+(?=$| )/gu) ?? []).join(' '),
    meanings: [meaningOf(name), ...quotedIn(name).map(meaningOf)],
    acronyms: acronymsOf(name),
  }
}

/** What an organisation calls itself, behind its legal form: ГА «Крыніца». */
const quotedIn = (name: string): string[] =>
  [...name.matchAll(/[«“„"](.{3,}?)[»”“"]/gu)].slice(0, 2).map(([, quoted = '']) => quoted)

const read = (text: string): Reading => ({
  text,
  joined: text.replaceAll(' ', ''),
  trigrams: trigramsOf(text),
})

export type Resemblance = 'duplicate' | 'look_alike' | 'near_name'

/**
 * How one name stands to another: `duplicate` by the key that the list is unique by, `look_alike` by the
 * skeleton alone, `near_name` by similar words, sound («Вясна», Viasna) or meaning; null: another name.
 */
export function resemblance(a: Look, b: Look): Resemblance | null {
  if (a.key === b.key) return 'duplicate'
  if (a.skeleton.text === b.skeleton.text) return 'look_alike'
  return isNear(a, b) ? 'near_name' : null
}

/** How close two organisations' names come: by which of ours and of theirs, and whether by an acronym alone. */
type NameMatch = {
  readonly kind: Resemblance
  readonly our: number
  readonly their: number
  readonly byAcronym: boolean
}

/** The closest that any name of one organisation comes to any of another; null: they are different ones. */
export function closestNames(ours: readonly Look[], theirs: readonly Look[]): NameMatch | null {
  const matches = ours.flatMap((a, our) =>
    theirs.flatMap((b, their): NameMatch[] => {
      const kind = resemblance(a, b)
      return kind ? [{ kind, our, their, byAcronym: false }] : []
    }),
  )
  for (const kind of ['duplicate', 'look_alike', 'near_name'] as const) {
    const closest = matches.find(match => match.kind === kind)
    if (closest) return closest
  }
  const acronyms = (looks: readonly Look[]) => looks.map(look => look.acronyms)
  const shared = sharedAcronym(acronyms(ours), acronyms(theirs))
  return shared && { kind: 'near_name', ...shared, byAcronym: true }
}

/** Near by the words of their own, where both have some, or by what all their words mean. */
function isNear(a: Look, b: Look): boolean {
  // Gymnasium 5, Gymnasium 6.
  if (a.numbers && b.numbers && a.numbers !== b.numbers) return false
  if (a.skeleton.joined === b.skeleton.joined) return true
  if (a.writtenOut === b.spelling.letters || b.writtenOut === a.spelling.letters) return true
  if (oneSlipApart(a.spelling, b.spelling)) return true
  const [ours, theirs] = [a.meanings[0], b.meanings[0]]
  // Nor is a season anybody's for standing in quotation marks: Молодёжное движение «Весна».
  if (isSeasonElsewhere(ours, theirs)) return isNearInMeaning(ours, theirs)
  return isNearInWords(a, b) || a.meanings.some(one => b.meanings.some(other => isNearInMeaning(one, other)))
}

function isNearInWords(a: Look, b: Look): boolean {
  const whole = overlapOf(a.skeleton.trigrams, b.skeleton.trigrams)
  const shorter = Math.min(a.own.joined.length, b.own.joined.length)
  if (a.own.text === '' && b.own.text === '') {
    return whole >= nearWithoutName || isOneSlip(a.skeleton, b.skeleton)
  }
  if (isSpelledOut(a, b) || isSpelledOut(b, a)) return true
  if (shorter === 0) return false
  if (shorter < enoughToCompare) return a.own.text === b.own.text && whole >= nearName
  return (
    sharesLetters(a.own, b.own) ||
    sharesLetters(a.sound, b.sound) ||
    isOneSlip(a.own, b.own) ||
    isOneSlip(a.sound, b.sound) ||
    (shorter >= enoughForSlips && isOneSlip(a.skeleton, b.skeleton))
  )
}

/** One long word of each that begin alike may be two names: Constanta, Constantine. */
function sharesLetters(a: Reading, b: Reading): boolean {
  if (overlapOf(a.trigrams, b.trigrams) < nearName) return false
  const isLongWord = ({ text }: Reading) => !text.includes(' ') && text.length >= enoughForLongSlips
  if (!isLongWord(a) || !isLongWord(b)) return true
  return a.text.startsWith(b.text) || b.text.startsWith(a.text) || twoEditsApart(a.text, b.text)
}

/**
 * True if some words of a name, run together, are all that another has of its own: Law Trend Center, Lawtrend. So is
 * one long word with a slip, which may have made it one that many share: Latwrend, read as Latvian. Not where it is
 * half of that other name, beside words of somebody else's: Constanta Maritime University.
 */
function isSpelledOut({ own, skeleton }: Look, { skeleton: name, own: beside }: Look): boolean {
  if (own.joined.length < enoughForSlips) return false
  const isHalf = own.joined !== skeleton.joined
  if (isHalf && beside.text.split(' ').length > own.text.split(' ').length) return false
  const words = name.text.split(' ')
  const most = own.joined.length + (own.joined.length >= enoughForLongSlips ? 1 : 0)
  return words.some((_, start) => {
    for (let end = start + 1, run = ''; end <= words.length && run.length < most; end++) {
      run += words[end - 1] ?? ''
      if (run === own.joined || (most > own.joined.length && oneEditApart(run, own.joined))) return true
    }
    return false
  })
}

const isOneSlip = (a: Reading, b: Reading): boolean =>
  Math.min(a.joined.length, b.joined.length) >= enoughForSlips && oneEditApart(a.joined, b.joined)
