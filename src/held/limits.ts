import { DatabaseSilent } from '../storage/pg-errors.ts'

/** Work under way: says that it goes on, and that it has ended. */
export type Turn = { goesOn: () => void; end: () => void }

/**
 * How much of one sort of work is under way in a process, or an isolate: no more than `most` at once. What was cut off
 * without a word, as a Worker's request can be, counts no longer than `forgottenAfter` milliseconds.
 */
export function createTurns(most: number, forgottenAfter: number, clock = () => performance.now()) {
  const underWay = new Map<Turn, number>()
  /** Throws {@link DatabaseSilent} where there is no room: whoever asks is told to come back. */
  return function take(): Turn {
    for (const [turn, at] of underWay) if (clock() - at >= forgottenAfter) underWay.delete(turn)
    if (underWay.size >= most) throw new DatabaseSilent()
    const turn: Turn = {
      goesOn: () => void (underWay.has(turn) && underWay.set(turn, clock())),
      end: () => void underWay.delete(turn),
    }
    underWay.set(turn, clock())
    return turn
  }
}
