import { acronymsOf } from './acronyms.ts'
import { meaningOf } from './meaning.ts'
import { skeletonOf } from './skeleton.ts'

/** A name of a hundred words must not make a hundred keys. */
const mostKeys = 40

/**
 * Keys of which two sets of names that may be taken for each other mostly share one, beside what trigrams of letters
 * find: by their look, their acronyms, their meaning in any language, the sound of their own words in any script.
 */
export function alikeKeys(names: readonly string[]): string[] {
  const keys = names.flatMap(name => {
    const { initials, written } = acronymsOf(name)
    const { concepts, own, dedicated } = meaningOf(name)
    const subjects = [...concepts].flatMap(([id, kind]) => (kind === 'kind' || kind === 'shade' ? [] : [id]))
    const withoutPlaces = subjects.filter(id => concepts.get(id) !== 'place')
    return [
      `look ${skeletonOf(name)}`,
      ...[...initials, ...written].map(acronym => `acronym ${acronym}`),
      ...[subjects, withoutPlaces].map(ids => `meaning ${[...ids, ...own].sort().join(' ')}`),
      ...[...own, ...dedicated].filter(word => word.length > 3).map(word => `sound ${word}`),
    ]
  })
  return [...new Set(keys)].filter(key => key !== 'meaning ').slice(0, mostKeys)
}
