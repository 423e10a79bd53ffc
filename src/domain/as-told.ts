import type { Confirmed, Endorsement, Rejected, Returned } from './endorsement.ts'
import { undoPeriod } from './moderation.ts'

/**
 * The endorsement as its representative may know it: until a rejection or a return can no longer be taken back,
 * it stands as it stood before, down to its revision, so that one that is taken back was never seen.
 */
export function toldOf(e: Endorsement, now: Date): Endorsement {
  if (e.status === 'rejected' && mayBeUndone(e.rejectedAt, now)) return beforeRejection(e)
  if (e.status === 'returned' && mayBeUndone(e.returnedAt, now)) return waiting(e)
  return e
}

const mayBeUndone = (decidedAt: Date, now: Date): boolean => now.getTime() < decidedAt.getTime() + undoPeriod

function beforeRejection(e: Rejected): Confirmed | Returned {
  if (!e.returnedAt) return waiting(e)
  const { rejectedAt: _, returnedAt, ...rest } = e
  return { ...rest, status: 'returned', revision: e.revision - 1, returnedAt }
}

function waiting(e: Rejected | Returned): Confirmed {
  const { id, statement, version, language, organisation, comment, requestedAt, confirmedAt } = e
  return {
    ...{ id, statement, version, language, organisation, comment, requestedAt, confirmedAt },
    status: 'confirmed',
    revision: e.revision - 1,
    waitingSince: confirmedAt,
    firstApproval: null,
  }
}
