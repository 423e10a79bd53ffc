import { TooMuchAtOnce } from '../domain/too-much-at-once.ts'
import { DatabaseSilent } from '../storage/pg-errors.ts'

/** A place among the work under way. `renew` says that the work goes on, `release` that it has ended. */
export type Slot = { renew: () => void; release: () => void }

/**
 * A limit on how much work of one sort is under way in a process, or an isolate.
 * - At most `most` at once, and of them at most `share` of one network: nobody's crowd of requests takes all places.
 * - The last `reserve` places are for networks that have none: nor do some networks together.
 * - Work that was cut off without a word, as a Worker's request can be, counts for `forgottenAfter` milliseconds and no
 *   longer.
 *
 * The function takes a slot for a network, or throws: `full` where there is none, {@link TooMuchAtOnce} where the
 * network has its share. The visitor is told to come back.
 */
export function createLimit(
  most: number,
  forgottenAfter: number,
  {
    share = most,
    reserve = 0,
    full = () => new DatabaseSilent(),
    clock = () => performance.now(),
  }: { share?: number; reserve?: number; full?: () => Error; clock?: () => number } = {},
) {
  const slots = new Map<Slot, { since: number; network: string }>()
  return function take(network = ''): Slot {
    for (const [slot, { since }] of slots) if (clock() - since >= forgottenAfter) slots.delete(slot)
    const own = [...slots.values()].filter(taken => taken.network === network).length
    if (slots.size >= most) throw full()
    if (own >= share || (own > 0 && slots.size >= most - reserve)) throw new TooMuchAtOnce()
    const slot: Slot = {
      renew: () => {
        if (slots.has(slot)) slots.set(slot, { since: clock(), network })
      },
      release: () => {
        slots.delete(slot)
      },
    }
    slots.set(slot, { since: clock(), network })
    return slot
  }
}

/**
 * At most 24 searches at once; the 25th gets a 503. PostgreSQL finishes a query whose visitor has gone, so a queue
 * would only grow. A network has six of them; its seventh gets a 429.
 */
export const takeSearch = createLimit(24, 10_000, { share: 6 })

/** The first page of a list in an order, a country and a language: one visitor asks for all who come meanwhile. */
export const takeBeginning = createLimit(200, 10_000)

/**
 * A list that is sent while it is read keeps a batch of it in memory, and as much again on its way. Whoever reads drop
 * by drop holds a place for long, as `streamText` lets them: a network has twelve.
 */
export const takeLongRead = createLimit(48, 2 * 60_000, { share: 12, reserve: 16 })
