import { type ConceptKind, conceptTable } from './concept-table.ts'
import { oneEditApart, twoEditsApart } from './one-edit.ts'
import { lookOfWord, wordsOf } from './skeleton.ts'
import { soundOfWord } from './sound.ts'

export type Concept = { readonly id: string; readonly kind: ConceptKind }

/** What may be met with a slip in it: a form's sound, and whether it stands for all words that begin with it. */
type Slippery = { readonly sound: string; readonly isStem: boolean; readonly concept: Concept }
type Stems = {
  exact: Map<string, Concept>
  stems: Map<string, Concept>
  byFirst: Map<string, Slippery[]>
}
let stems: Stems | undefined

const shortestWithSlip = 5
/** Letters of a word from which two may be mistaken: Iniative. */
const shortestWithSlips = 9
const longestStem = 20
/** Letters by which forms of a word differ; what is longer is another word: Humanconstanta. */
const longestEnding = 7

function readTable(): Stems {
  const read: Stems = { exact: new Map(), stems: new Map(), byFirst: new Map() }
  for (const [kind, entries] of Object.entries(conceptTable) as [ConceptKind, string][]) {
    let concept: Concept = { id: '', kind }
    for (const form of entries.trim().split(/\s+/)) {
      if (form.endsWith(':')) concept = { id: form.slice(0, -1), kind }
      else addForm(read, concept, form)
    }
  }
  return read
}

function addForm({ exact, stems, byFirst }: Stems, concept: Concept, form: string) {
  const word = wordsOf(form.replace(/^=/, '')).join('')
  const sound = soundOfWord(word)
  const isStem = !form.startsWith('=')
  const map = isStem ? stems : exact
  for (const text of [sound, lookOfWord(word)]) if (!map.has(text)) map.set(text, concept)
  if (sound.length < shortestWithSlip) return
  const first = sound.slice(0, 1)
  byFirst.set(first, [...(byFirst.get(first) ?? []), { sound, isStem, concept }])
}

/** Names share most of their words: a word's meaning is looked up once. Over 10,000 names 0.2 ms each, not 0.5. */
const meanings = new Map<string, Meanings>()
const mostMeanings = 5000
type Meanings = { readonly asWritten: Concept | null; readonly concept: Concept | null }

/** What a word of {@link wordsOf} means, where many organisations' names have it; null: a word of somebody's own. */
export const conceptOf = (word: string): Concept | null => meaningsOf(word).concept

/** The same of a word without a slip in it. */
export const conceptAsWritten = (word: string): Concept | null => meaningsOf(word).asWritten

function meaningsOf(word: string): Meanings {
  const known = meanings.get(word)
  if (known !== undefined) return known
  if (meanings.size >= mostMeanings) meanings.clear()
  const read = lookUp(word)
  meanings.set(word, read)
  return read
}

function lookUp(word: string): Meanings {
  // Made at the first question: a Worker pays for what it does while it starts.
  stems ??= readTable()
  const sound = soundOfWord(word)
  const asWritten = byForm(stems, sound) ?? byForm(stems, lookOfWord(word))
  return { asWritten, concept: asWritten ?? bySlip(stems, sound) }
}

function byForm({ exact, stems }: Stems, text: string): Concept | null {
  const whole = exact.get(text)
  if (whole) return whole
  const shortestStem = Math.max(3, text.length - longestEnding)
  for (let length = Math.min(text.length, longestStem); length >= shortestStem; length--) {
    const concept = stems.get(text.slice(0, length))
    if (concept) return concept
  }
  return null
}

/**
 * A word that is a slip away from a form, a long one two: Helsenki, Rigths, Iniative. Slips seldom hit the first
 * letter, but to swap it.
 */
function bySlip({ byFirst }: Stems, sound: string): Concept | null {
  if (sound.length < shortestWithSlip) return null
  const near = [...new Set(sound.slice(0, 2))]
    .flatMap(first => byFirst.get(first) ?? [])
    .find(form => isSlipOf(sound, form, oneEditApart))
  // A long form says more: Inititiative begins as an institute does, but for a slip.
  const long = byFirst
    .get(sound.slice(0, 1))
    ?.filter(form => form.sound.length >= Math.max(shortestWithSlips, (near?.sound.length ?? 0) + 1))
    .find(form => isSlipOf(sound, form, twoEditsApart))
  return (long ?? near)?.concept ?? null
}

function isSlipOf(word: string, { sound, isStem }: Slippery, apart: typeof oneEditApart): boolean {
  if (!isStem) return apart(sound, word)
  // What a form begins with is no slip of it, but a word of its own: Barys, barrister.
  if (word.length - sound.length > longestEnding || sound.startsWith(word)) return false
  const most = apart === oneEditApart ? 1 : 2
  for (let off = -most; off <= most; off++) {
    if (apart(sound, word.slice(0, sound.length + off))) return true
  }
  return false
}
