import type { Endorsement, EventKind } from './endorsement.ts'
import { changesState } from './event-kinds.ts'
import { undo, undoableAt } from './moderation.ts'

/**
 * The endorsement as its representative may know it.
 * - A rejection or a return that can still be taken back is not told: what stands is what undoing it would lead to.
 * - The revision is the one before that decision, so that one that is taken back was never seen.
 */
export function asTold(e: Endorsement, now: Date): Endorsement {
  const undone = undo(e, { shownRevision: e.revision }, now)
  return undone.ok ? { ...undone.value.to, revision: e.revision - 1 } : e
}

type Happening = { readonly kind: EventKind; readonly at: Date }

/** A stretch of time in which a moderator did what the representative is not told, or not yet; `until` excluded. */
export type UntoldSpan = { readonly from: Date; readonly until: Date }

/**
 * What happened as its representative may know it, of events from the oldest to the newest.
 * - A rejection or a return is told once nothing can take it back, and never if something took its place before that.
 * - A first approval is none of theirs, and taking back or reopening what was not told is nothing.
 */
export function eventsAsTold<E extends Happening>(
  events: readonly E[],
  now: Date,
): { told: E[]; untold: UntoldSpan[] } {
  const told: E[] = []
  const untold: UntoldSpan[] = []
  let isLastUntold = false
  for (const [index, event] of events.entries()) {
    const { kind, at } = event
    if (!changesState(kind)) {
      told.push(event)
      continue
    }
    const next = events.slice(index + 1).find(later => changesState(later.kind))
    const until = next?.at ?? now
    if (kind === 'first_approved' || kind === 'undone' || (kind === 'reopened' && isLastUntold)) {
      isLastUntold = false
    } else if (isUndoable(kind) && (next?.kind === 'undone' || undoableAt(at, until))) {
      isLastUntold = true
      untold.push({ from: at, until })
    } else {
      isLastUntold = false
      told.push(event)
    }
  }
  return { told, untold }
}

const isUndoable = (kind: EventKind): boolean => kind === 'rejected' || kind === 'returned'

/**
 * Whether something was made in one of these stretches. Where two things happen in one moment, that moment is in it.
 */
export const isWithin = (spans: readonly UntoldSpan[], at: Date): boolean =>
  spans.some(({ from, until }) => at >= from && (at < until || at.getTime() === from.getTime()))
