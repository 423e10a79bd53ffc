import { err, ok, type Result } from './result.ts'
import type { Origin, StatementState } from './statement.ts'

// When a statement goes public, and until when it can be signed.

/**
 * When organisations may ask to endorse: ISO 8601 instants in UTC; null for since ever, for ever. `lateSignatories`:
 * whether they may after the deadline too, apart from the final list.
 */
export type Period = { opensAt: string | null; closesAt: string | null; lateSignatories: boolean }

/** Whether organisations may ask to endorse: from the first instant on, and before the second; late: after it. */
export type Openness = 'not-yet' | 'open' | 'late' | 'closed'

export function opennessOf({ opensAt, closesAt, lateSignatories }: Period, now: Date): Openness {
  if (opensAt !== null && now < new Date(opensAt)) return 'not-yet'
  if (closesAt === null || now < new Date(closesAt)) return 'open'
  return lateSignatories ? 'late' : 'closed'
}

/** Whether the form takes requests. */
export const takesRequests = (openness: Openness): openness is 'open' | 'late' =>
  openness === 'open' || openness === 'late'

/** What decides about a statement's times. `frozen`: its final list stands. */
export type Times = {
  origin: Origin
  state: StatementState
  opensAt: Date | null
  closesAt: Date | null
  publishAt: Date | null
  frozen: boolean
}

export type TimesError = {
  reason:
    | 'not_private'
    | 'not_public'
    | 'of_the_files'
    | 'list_frozen'
    | 'in_the_past'
    | 'not_later'
    | 'before_opening'
    | 'after_the_deadline'
}
type Decided<T> = Result<T, TimesError>

/** Whether a private statement is due to go public by itself. */
export const isPublishingDue = (
  { state, publishAt }: Pick<Times, 'state' | 'publishAt'>,
  now: Date,
): boolean => state === 'private' && publishAt !== null && publishAt <= now

/** Makes a private statement public now. One whose deadline has passed would be closed at once. */
export function publishNow(times: Times, now: Date): Decided<null> {
  if (times.state !== 'private') return err({ reason: 'not_private' })
  return times.closesAt !== null && times.closesAt <= now ? err({ reason: 'after_the_deadline' }) : ok(null)
}

/** Sets the hour at which a private statement goes public by itself, or takes it away. */
export function schedule(times: Times, publishAt: Date | null, now: Date): Decided<Date | null> {
  if (times.state !== 'private') return err({ reason: 'not_private' })
  if (publishAt === null) return ok(null)
  if (publishAt <= now) return err({ reason: 'in_the_past' })
  if (times.closesAt !== null && publishAt >= times.closesAt) return err({ reason: 'after_the_deadline' })
  return ok(publishAt)
}

export type Extension = { from: Date | null; to: Date }

/**
 * Moves a deadline later, or sets one where there was none. A statement that has closed opens again by it; once its
 * final list is frozen it does not.
 */
export function extend(times: Times, to: Date, now: Date): Decided<Extension> {
  const { origin, state, opensAt, closesAt, publishAt, frozen } = times
  if (origin === 'files') return err({ reason: 'of_the_files' })
  if (state === 'draft') return err({ reason: 'not_public' })
  if (frozen) return err({ reason: 'list_frozen' })
  if (to <= now) return err({ reason: 'in_the_past' })
  if (closesAt !== null && to <= closesAt) return err({ reason: 'not_later' })
  if (opensAt !== null && to <= opensAt) return err({ reason: 'before_opening' })
  if (publishAt !== null && to <= publishAt) return err({ reason: 'not_later' })
  return ok({ from: closesAt, to })
}

/** Whether the list of a statement is to be frozen: once, after its close. */
export const isFreezingDue = (
  { state, closesAt, frozen }: Pick<Times, 'state' | 'closesAt' | 'frozen'>,
  now: Date,
): boolean => state === 'public' && closesAt !== null && closesAt <= now && !frozen
