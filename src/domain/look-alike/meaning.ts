import type { ConceptKind } from './concept-table.ts'
import { type Concept, conceptAsWritten, conceptOf } from './concepts.ts'
import { isGenericWord } from './generic-words.ts'
import { nameWords } from './name-words.ts'
import { oneEditApart, twoEditsApart } from './one-edit.ts'
import { lookOfWord, wordsOf } from './skeleton.ts'
import { soundOfWord } from './sound.ts'

/**
 * What a name says, whatever its language and the order of its words. `concepts` are of words that many share, `own`
 * the sounds of the others, `dedicated` those of whom it is "named after".
 */
export type Meaning = {
  readonly concepts: ReadonlyMap<string, ConceptKind>
  readonly own: readonly string[]
  readonly dedicated: readonly string[]
}

/**
 * The share of two names' meaning that both have, from which one may be taken for the other. Chosen by the table in
 * tests/pure/domain/look-alike/imitations.test.ts.
 */
const nearMeaning = 0.66

/** What a word counts where both names have it, and where one lacks it. */
const weights: Readonly<Record<ConceptKind | 'own' | 'dedicated', readonly [both: number, one: number]>> = {
  // A country that one of the names leaves out says less than another subject.
  place: [1, 0.5],
  subject: [1, 1],
  rare: [1.5, 1.5],
  common: [0.5, 0.5],
  kind: [0.6, 0.6],
  shade: [0.5, 0.3],
  own: [1.5, 1.5],
  dedicated: [1, 0.2],
  none: [0, 0],
}

/** Where organisations of Belarus are at home. */
const homes: readonly string[] = ['belarus', 'vilnius', 'warsaw', 'bialystok']
/**
 * What one word of two meanings says beside another: law and right are one word in many languages, so is защита.
 * `only`: where nothing else says of what.
 */
const readings: readonly { word: string; beside: readonly string[]; is: string; only?: true }[] = [
  { word: 'right', beside: ['transformation'], is: 'legal' },
  { word: 'right', beside: ['initiative'], is: 'legal', only: true },
  { word: 'defense', beside: ['respect', 'fulfil'], is: 'protect' },
]

/** A season, which many are called by, in the languages at hand. «Вясна» and Viasna are one organisation's. */
const spring = new Set(
  'spring весна wiosna vesna pavasaris frühling printemps primavera άνοιξη գարուն გაზაფხული jaro våren'
    .split(' ')
    .map(word => soundOfWord(wordsOf(word).join(''))),
)

/** A word of so many letters may have one that differs. */
const enoughForSlips = 6
/** The same of two letters: Звозского, Zvozskova. */
const enoughForTwoSlips = 9

export function meaningOf(name: string): Meaning {
  const concepts = new Map<string, ConceptKind>()
  const own = new Set<string>()
  const dedicated = new Set<string>()
  let isDedication = false
  const words = nameWords(name)
  for (const word of words) {
    // Nobody's own name is a slip in another word, nor is a season: spring, Spain.
    const isMeant = isDedication || spring.has(soundOfWord(word))
    const concept = (isMeant ? conceptAsWritten(word) : conceptOf(word)) ?? sharedWord(word)
    // An initial, or half of an abbreviation: B. Zvozskau, к-т.
    if (!concept && ([...word].length === 1 || isInitialsOf(word, words))) continue
    if (concept?.id === 'dedication') isDedication = true
    else if (concept) concepts.set(concept.id, concept.kind)
    else if (!/^\p{N}+$/u.test(word)) (isDedication ? dedicated : own).add(ownSound(word))
  }
  // Who has a disability is a person, a human too.
  if (concepts.has('disability') && concepts.delete('human')) concepts.set('person', 'subject')
  // "Human rights" are one thing, and another than a right.
  for (const whose of ['human', 'civic']) {
    if (!concepts.has(whose) || !concepts.has('right')) continue
    concepts.delete(whose)
    concepts.delete('right')
    concepts.set(`${whose}right`, 'common')
  }
  for (const { word, beside, is, only } of readings) {
    const isOnly = [...concepts].every(([id, kind]) => id === word || kind !== 'subject')
    if (!concepts.has(word) || !beside.some(other => concepts.has(other)) || (only && !isOnly)) continue
    concepts.delete(word)
    concepts.set(is, 'subject')
  }
  return { concepts, own: [...own], dedicated: [...dedicated] }
}

/** True of what many are called by: spring. */
export const isSeason = (word: string): boolean => spring.has(soundOfWord(word))

/** How a word of one's own sounds; what is translated is said in one language. */
function ownSound(word: string): string {
  const sound = soundOfWord(word)
  return spring.has(sound) ? 'sprinh' : sound
}

/** True of an acronym of the words beside it: Legal Initiative (LI), R2D. It says nothing that they do not. */
function isInitialsOf(acronym: string, words: readonly string[]): boolean {
  const others = words.filter(word => word !== acronym)
  const large = others.filter(word => conceptOf(word)?.kind !== 'none')
  const letters = acronym.toLowerCase().replace(/\p{N}/gu, '')
  const initials = (some: readonly string[]) => some.map(word => [...word][0] ?? '').join('')
  return letters.length > 1 && [others, large].some(some => initials(some).toLowerCase() === letters)
}

/** A word that many share, and that the table of concepts lacks: it is compared as it sounds. */
function sharedWord(word: string): Concept | null {
  return isGenericWord(lookOfWord(word)) ? { id: `=${soundOfWord(word)}`, kind: 'subject' } : null
}

/**
 * True if most of what either name says is said by both, whatever the languages. Never of two names of different
 * countries (Norwegian Helsinki Committee), or that share no more than what they are and where.
 */
export function isNearInMeaning(a: Meaning, b: Meaning): boolean {
  if (ofDifferentPlaces(a, b)) return false
  if (addsNothing(a, b) || addsNothing(b, a)) return true
  let [common, missing, subjects] = [0, 0, 0]
  for (const [id, kind] of new Map([...a.concepts, ...b.concepts])) {
    const [both] = weights[kind]
    if (a.concepts.has(id) && b.concepts.has(id)) {
      common += both
      if (kind === 'subject' || kind === 'rare' || kind === 'common') subjects++
    } else missing += missingWeight(id, kind, a, b)
  }
  const pairs = matchWords([...a.own, ...a.dedicated], [...b.own, ...b.dedicated])
  common += pairs.length * weights.own[0]
  const left = (words: readonly string[]) => words.filter(word => !pairs.flat().includes(word)).length
  missing += (left(a.own) + left(b.own)) * weights.own[1]
  missing += (left(a.dedicated) + left(b.dedicated)) * weights.dedicated[1]
  return subjects + pairs.length > 0 && common >= nearMeaning * (common + missing)
}

/**
 * True if a name says all that another does, and beside it only what it is and where: Legal Initiative Fund Vilnius.
 */
function addsNothing(longer: Meaning, shorter: Meaning): boolean {
  const kinds = [...shorter.concepts.values()].filter(kind => kind !== 'none')
  if (kinds.length < 2 || !kinds.some(kind => kind === 'subject' || kind === 'rare')) return false
  const isSaid = (word: string) => longer.own.includes(word)
  if (longer.own.length !== shorter.own.length || !shorter.own.every(isSaid)) return false
  const isInLonger = ([id, kind]: [string, ConceptKind]) => kind === 'none' || longer.concepts.has(id)
  if (![...shorter.concepts].every(isInLonger)) return false
  const further = [...longer.concepts].filter(([id, kind]) => kind !== 'none' && !shorter.concepts.has(id))
  return (
    further.every(([id, kind]) => kind === 'kind' || kind === 'shade' || homes.includes(id)) &&
    further.filter(([, kind]) => kind === 'kind').length <= 1
  )
}

function missingWeight(id: string, kind: ConceptKind, a: Meaning, b: Meaning): number {
  const [, one] = weights[kind]
  if (kind === 'place' && !homes.includes(id)) return 1
  // Who has a disability is a person, said or not.
  const isSaid = id === 'person' && a.concepts.has('disability') && b.concepts.has('disability')
  return isSaid ? one / 2 : one
}

function ofDifferentPlaces(a: Meaning, b: Meaning): boolean {
  const [ours, theirs] = [placesOf(a), placesOf(b)]
  return ours.length > 0 && theirs.length > 0 && !ours.some(place => theirs.includes(place))
}

const placesOf = ({ concepts }: Meaning): string[] =>
  [...concepts].flatMap(([id, kind]) => (kind === 'place' ? [id] : []))

/**
 * True if a name has no word of its own but a season's, and one of the two says of whom or where, as the other does
 * not: Prague Spring Foundation, «Молодёжный центр Весна».
 */
export const isSeasonElsewhere = (a: Meaning, b: Meaning): boolean =>
  [a, b].some(({ own }) => own.length > 0 && own.every(word => word === 'sprinh')) &&
  (saysMore(a, b) || saysMore(b, a))

const saysMore = (a: Meaning, b: Meaning): boolean =>
  [...a.concepts].some(
    ([id, kind]) =>
      !b.concepts.has(id) &&
      (kind === 'subject' || kind === 'rare' || (kind === 'place' && !homes.includes(id))),
  )

/** Words that are the same by their sound, or but for a slip; each has one partner. */
function matchWords(ours: readonly string[], theirs: readonly string[]): [string, string][] {
  const left = new Set(theirs)
  return ours.flatMap(word => {
    const partner = [...left].find(other => isSameWord(word, other))
    if (partner === undefined) return []
    left.delete(partner)
    return [[word, partner]]
  })
}

function isSameWord(one: string, other: string): boolean {
  const shorter = Math.min(one.length, other.length)
  return (
    one === other ||
    (shorter >= enoughForSlips && oneEditApart(one, other)) ||
    (shorter >= enoughForTwoSlips && one.slice(0, 3) === other.slice(0, 3) && twoEditsApart(one, other))
  )
}
