import { describe, expect, it } from 'vitest'
import { asTold } from '../../../src/domain/as-told.ts'
import { undoPeriod } from '../../../src/domain/durations.ts'
import { common, day, hour, later, states } from './given.ts'

describe('what a representative may know', () => {
  const queued = {
    ...states.confirmed,
    revision: 3,
    confirmedAt: later(hour),
    waitingSince: later(hour),
    firstApproval: null,
  }

  it.each(['rejected', 'returned'] as const)(
    'of something %s is nothing for as long as it can be undone',
    status => {
      expect(asTold(states[status], later(day + undoPeriod - 1))).toEqual(queued)
      expect(asTold(states[status], later(day + undoPeriod))).toBe(states[status])
    },
  )

  it('of a rejection after a question is the question', () => {
    const returnedAt = later(2 * hour)
    expect(asTold({ ...states.rejected, returnedAt }, later(day))).toEqual({
      ...states.returned,
      revision: common.revision - 1,
      returnedAt,
    })
  })

  it('of anything else is all', () => {
    for (const e of [states.requested, states.confirmed, states.approved, states.withdrawn, states.expired])
      expect(asTold(e, later(day))).toBe(e)
  })
})
