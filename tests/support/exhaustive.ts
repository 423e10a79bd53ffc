/** `npm run test:all` (vitest has a `TEST` of its own) runs whole what `npm test` runs a sample of. */
export const isExhaustive = process.env.TESTS === 'all'

/** For the title of what may be a sample. */
export const sampled = isExhaustive ? '' : ' (a sample)'

/** A whole list in `npm run test:all`, `count` of its entries in `npm test`. */
export const someOf = <T>(list: readonly T[], count: number): T[] =>
  isExhaustive ? [...list] : spread(list, count)

/**
 * `count` entries of a list: the first, the last, and others at even distances between them. The same ones each time.
 */
export function spread<T>(list: readonly T[], count: number): T[] {
  if (count >= list.length) return [...list]
  const distance = (list.length - 1) / Math.max(1, count - 1)
  const chosen = new Set(Array.from({ length: count }, (_, i) => Math.round(i * distance)))
  return list.filter((_, i) => chosen.has(i))
}

/** How often a property is tried: `all` times in `npm run test:all`, a tenth of that in `npm test`, at least 100 times. */
export const tries = (all: number) => ({ numRuns: isExhaustive ? all : Math.max(100, Math.round(all / 10)) })

/** How many rounds a race is run: each side begins in every other one. */
export const rounds = (all: number) => (isExhaustive ? all : 2)
