import type { Endorsement } from './endorsement.ts'
import { undo } from './moderation.ts'

/**
 * The endorsement as its representative may know it.
 * - A rejection or a return that can still be taken back is not told: what stands is what undoing it would lead to.
 * - The revision is the one before that decision, so that one that is taken back was never seen.
 */
export function asTold(e: Endorsement, now: Date): Endorsement {
  const undone = undo(e, { shownRevision: e.revision }, now)
  return undone.ok ? { ...undone.value.to, revision: e.revision - 1 } : e
}
