import type { Origin } from './statement.ts'

/**
 * What an administrator does to a statement's place: one place up or down, or to the first, where the featured one
 * stands.
 */
export const moves = ['up', 'down', 'first'] as const
export type Move = (typeof moves)[number]

type Ordered = { slug: string; origin: Origin }

/**
 * The slugs in their new order; null where that is no move, or not to be made here: the files' statements have the
 * files' order among themselves.
 */
export function moved(order: readonly Ordered[], slug: string, move: Move): string[] | null {
  const from = order.findIndex(one => one.slug === slug)
  const statement = order[from]
  if (!statement) return null
  const to = { up: from - 1, down: from + 1, first: 0 }[move]
  if (to < 0 || to >= order.length || to === from) return null
  const others = order.filter((_, i) => i !== from)
  const after = [...others.slice(0, to), statement, ...others.slice(to)]
  const ofFiles = (of: readonly Ordered[]) =>
    of.filter(({ origin }) => origin === 'files').map(one => one.slug)
  if (ofFiles(order).join() !== ofFiles(after).join()) return null
  return after.map(one => one.slug)
}
