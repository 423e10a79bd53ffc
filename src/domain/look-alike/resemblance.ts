import { organisationKey } from '../organisation.ts'
import { isGenericWord } from './generic-words.ts'
import { soundOf } from './letters.ts'
import { lookOfWord, shareOf, skeletonOf, trigramsOf, wordsOf } from './skeleton.ts'

/**
 * Trigram similarity from which two names are near, measured on the words that tell organisations apart.
 * Chosen by the table in tests/pure/domain/look-alike/resemblance.test.ts: one changed letter in the middle of a word of
 * eight leaves 0.5; different organisations there stay below 0.4.
 */
export const nearName = 0.5

/** The same of names that consist of shared words only ("Human Rights Center", "Human Rights House"). */
const nearWithoutName = 0.85

/** Letters from which words of one's own are compared at all: PEN and PAN have too few. */
const enoughToCompare = 5
/** Letters from which one that differs is a slip: BYSOL and BYPOL have too few. */
const enoughForSlips = 6

/** One reading of a name: its words, the same without spaces, and their trigrams. */
type Reading = { readonly text: string; readonly joined: string; readonly trigrams: ReadonlySet<string> }

/** A name prepared for being compared with many. */
export type Look = {
  readonly key: string
  readonly skeleton: Reading
  /** The skeleton's words that other organisations do not share, and how those sound in Latin letters. */
  readonly own: Reading
  readonly sound: Reading
  /** The words that are numbers. */
  readonly numbers: string
}

export function lookOf(name: string): Look {
  const words = wordsOf(name)
    .map(word => ({ word, look: lookOfWord(word) }))
    .filter(({ look }) => !isGenericWord(look))
  const skeleton = skeletonOf(name)
  return {
    key: organisationKey(name),
    skeleton: read(skeleton),
    own: read(words.map(({ look }) => look).join(' ')),
    sound: read(words.map(({ word }) => soundOfWord(word)).join(' ')),
    numbers: (skeleton.match(/(?<=^| )\p{N}+(?=$| )/gu) ?? []).join(' '),
  }
}

const read = (text: string): Reading => ({
  text,
  joined: text.replaceAll(' ', ''),
  trigrams: trigramsOf(text),
})

/** Roughly how a word sounds, so that «Вясна», Viasna, Vyasna and Wiasna are one. */
const soundOfWord = (word: string): string =>
  [...word.toLowerCase()]
    .map(letter => soundOf.get(letter) ?? letter)
    .join('')
    .replace(/ł/g, 'l')
    .replace(/[yj]/g, 'i')
    .replace(/w/g, 'v')
    .replace(/kh|g/g, 'h')
    .replace(/c(?!h)|q/g, 'k')
    .replace(/(.)\1+/gu, '$1')

export type Resemblance = 'duplicate' | 'look_alike' | 'near_name'

/**
 * How one name stands to another: `duplicate` by the key that the list is unique by, `look_alike` by the
 * skeleton alone, `near_name` by similar words or similar sound («Вясна», Viasna); null: another name.
 */
export function resemblance(a: Look, b: Look): Resemblance | null {
  if (a.key === b.key) return 'duplicate'
  if (a.skeleton.text === b.skeleton.text) return 'look_alike'
  return isNear(a, b) ? 'near_name' : null
}

/**
 * Near by the words of their own, where both have some. A name of shared words only is near another such
 * name when nearly all of it is the same, and a longer name that contains all of it.
 */
function isNear(a: Look, b: Look): boolean {
  // Gymnasium 5, Gymnasium 6.
  if (a.numbers && b.numbers && a.numbers !== b.numbers) return false
  if (a.skeleton.joined === b.skeleton.joined) return true
  const whole = shareOf(a.skeleton.trigrams, b.skeleton.trigrams)
  const shorter = Math.min(a.own.joined.length, b.own.joined.length)
  if (a.own.text === '' && b.own.text === '') {
    return whole >= nearWithoutName || isOneSlip(a.skeleton, b.skeleton)
  }
  if (shorter === 0) {
    return whole >= nearName && (contains(a.skeleton, b.skeleton) || contains(b.skeleton, a.skeleton))
  }
  if (shorter < enoughToCompare) return a.own.text === b.own.text && whole >= nearName
  return (
    shareOf(a.own.trigrams, b.own.trigrams) >= nearName ||
    shareOf(a.sound.trigrams, b.sound.trigrams) >= nearName ||
    isOneSlip(a.own, b.own) ||
    isOneSlip(a.sound, b.sound) ||
    (shorter >= enoughForSlips && isOneSlip(a.skeleton, b.skeleton))
  )
}

function contains(longer: Reading, shorter: Reading): boolean {
  const words = new Set(longer.text.split(' '))
  return shorter.text.split(' ').every(word => words.has(word))
}

const isOneSlip = (a: Reading, b: Reading): boolean =>
  Math.min(a.joined.length, b.joined.length) >= enoughForSlips && oneEditApart(a.joined, b.joined)

/** True if one insertion, deletion, substitution or swap of neighbours makes one text the other, or none. */
export function oneEditApart(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false
  let start = 0
  while (start < a.length && start < b.length && a[start] === b[start]) start++
  let end = 0
  const most = Math.min(a.length, b.length) - start
  while (end < most && a[a.length - 1 - end] === b[b.length - 1 - end]) end++
  const left = a.slice(start, a.length - end)
  const right = b.slice(start, b.length - end)
  if (left.length <= 1 && right.length <= 1) return true
  return left.length === 2 && right.length === 2 && left[0] === right[1] && left[1] === right[0]
}
