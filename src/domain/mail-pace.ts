import { minute } from './durations.ts'

/** When the next mail may go, for all processes together. */
export type MailPace = {
  nextAt: Date
  /** Until when the provider asked for rest. */
  restsUntil: Date | null
  /** The provider's code while it refuses our account. */
  accountRefusal: string | null
}

/**
 * In milliseconds: for how long a provider may have all mail rest. After it one tries again: a wish for a day, or for a
 * moment in place of a period, would keep representatives from their links.
 */
export const longestRest = 10 * minute

/** In milliseconds: while our account is refused, one message tries for all, this often. */
export const accountPause = 60_000
/**
 * In milliseconds: a sender up to this late is counted from the moment that it waited for, so that timers do not slow
 * the pace.
 */
const grace = 250

/**
 * How many mails may go now and, with so many taken, when the next one may. `perSecond` 0: as many as there are.
 *
 * A moment that is further ahead than any can be, of the next mail or of a rest, comes of a clock that was wrong: it
 * counts as now.
 */
export function slotsOf(
  pace: MailPace,
  perSecond: number,
  now: Date,
): { count: number; nextAfter: (taken: number) => Date; opensAt: Date } {
  const at = now.getTime()
  const isRefused = pace.accountRefusal !== null
  const distance = isRefused ? accountPause : distanceOf(perSecond)
  const nextAt = pace.nextAt.getTime() > at + Math.max(distance, accountPause) ? at : pace.nextAt.getTime()
  const wished = pace.restsUntil?.getTime() ?? 0
  const rest = wished > at + longestRest ? at : wished
  const opensAt = new Date(Math.max(isRefused || perSecond > 0 ? nextAt : 0, rest))
  const first = at - nextAt <= grace && rest <= nextAt ? nextAt : at
  const nextAfter = (taken: number) => new Date(first + taken * distance)
  if (opensAt.getTime() > at) return { count: 0, nextAfter, opensAt }
  if (isRefused) return { count: 1, nextAfter, opensAt }
  const count = perSecond === 0 ? Number.POSITIVE_INFINITY : Math.floor((at - first) / distance) + 1
  return { count, nextAfter, opensAt }
}

const distanceOf = (perSecond: number) => (perSecond === 0 ? 0 : 1000 / perSecond)

/** In seconds. */
export const longestPauseSeconds = 3600

/**
 * Seconds until the next try after so many: the whole of that time or down to half of it, by `chance` between 0 and 1,
 * so that what failed together does not come back together.
 */
export function pauseSecondsAfter(attempts: number, chance: number): number {
  const whole = Math.min(longestPauseSeconds, 5 * 3 ** Math.max(0, attempts - 1))
  return whole * (1 - chance / 2)
}
