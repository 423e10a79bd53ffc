import { type ConceptKind, conceptTable } from './concept-table.ts'
import { oneEditApart } from './one-edit.ts'
import { lookOfWord, wordsOf } from './skeleton.ts'
import { soundOfWord } from './sound.ts'

export type Concept = { readonly id: string; readonly kind: ConceptKind }

type Stems = { exact: Map<string, Concept>; stems: Map<string, Concept>; byFirst: Map<string, string[]> }
let stems: Stems | undefined

const shortestStemWithSlip = 6
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
  const map = form.startsWith('=') ? exact : stems
  for (const text of [sound, lookOfWord(word)]) if (!map.has(text)) map.set(text, concept)
  if (form.startsWith('=') || sound.length < shortestStemWithSlip) return
  const first = sound.slice(0, 1)
  byFirst.set(first, [...(byFirst.get(first) ?? []), sound])
}

/** Names share most of their words: a word's meaning is looked up once. Over 10,000 names 0.2 ms each, not 0.5. */
const meanings = new Map<string, Concept | null>()
const mostMeanings = 5000

/** What a word of {@link wordsOf} means, where many organisations' names have it; null: a word of somebody's own. */
export function conceptOf(word: string): Concept | null {
  const known = meanings.get(word)
  if (known !== undefined) return known
  if (meanings.size >= mostMeanings) meanings.clear()
  const concept = lookUp(word)
  meanings.set(word, concept)
  return concept
}

function lookUp(word: string): Concept | null {
  // Made at the first question: a Worker pays for what it does while it starts.
  stems ??= readTable()
  const sound = soundOfWord(word)
  return byForm(stems, sound) ?? byForm(stems, lookOfWord(word)) ?? bySlip(stems, sound)
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

/** A word that is one slip away from a stem: Helsenki, Journalits. Slips seldom hit the first letter. */
function bySlip({ stems, byFirst }: Stems, sound: string): Concept | null {
  if (sound.length < shortestStemWithSlip) return null
  for (const stem of byFirst.get(sound.slice(0, 1)) ?? []) {
    if (sound.length - stem.length > longestEnding) continue
    const lengths = [stem.length, stem.length - 1, stem.length + 1]
    if (lengths.some(length => oneEditApart(stem, sound.slice(0, length)))) return stems.get(stem) ?? null
  }
  return null
}
