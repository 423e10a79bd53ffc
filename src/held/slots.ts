import { DatabaseSilent } from '../storage/pg-errors.ts'

/** A place among the work under way. `renew` says that the work goes on, `release` that it has ended. */
export type Slot = { renew: () => void; release: () => void }

/**
 * A limit on how much work of one sort is under way in a process, or an isolate: at most `most` at once. Work that was
 * cut off without a word, as a Worker's request can be, counts for `forgottenAfter` milliseconds and no longer.
 *
 * The function takes a slot, or throws {@link DatabaseSilent} where there is none: the visitor is told to come back.
 */
export function createLimit(most: number, forgottenAfter: number, clock = () => performance.now()) {
  const slots = new Map<Slot, number>()
  return function take(): Slot {
    for (const [slot, since] of slots) if (clock() - since >= forgottenAfter) slots.delete(slot)
    if (slots.size >= most) throw new DatabaseSilent()
    const slot: Slot = {
      renew: () => {
        if (slots.has(slot)) slots.set(slot, clock())
      },
      release: () => {
        slots.delete(slot)
      },
    }
    slots.set(slot, clock())
    return slot
  }
}

/**
 * At most 24 searches at once; the 25th gets a 503. PostgreSQL finishes a query whose visitor has gone, so a queue
 * would only grow.
 */
export const takeSearch = createLimit(24, 10_000)

/** The first page of a list in an order, a country and a language: one visitor asks for all who come meanwhile. */
export const takeBeginning = createLimit(200, 10_000)

/** A list that is sent while it is read keeps a batch of it in memory, and as much again on its way. */
export const takeLongRead = createLimit(48, 2 * 60_000)
