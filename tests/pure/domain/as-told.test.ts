import { describe, expect, it } from 'vitest'
import { asTold, eventsAsTold, isWithin } from '../../../src/domain/as-told.ts'
import { minute, undoPeriod } from '../../../src/domain/durations.ts'
import type { EventKind } from '../../../src/domain/endorsement.ts'
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

describe('what a representative may know of what happened', () => {
  type Step = [EventKind, number]
  const happened = (steps: Step[]) => steps.map(([kind, minutes]) => ({ kind, at: later(minutes * minute) }))
  const toldAt = (minutes: number, ...steps: Step[]) =>
    eventsAsTold(happened(steps), later(minutes * minute)).told.map(({ kind }) => kind)
  const begun: Step[] = [
    ['requested', 0],
    ['confirmed', 1],
  ]

  it.each<[string, number, Step[], EventKind[]]>([
    ['a rejection within its minute', 5.5, [['rejected', 5]], []],
    ['a rejection after it', 6, [['rejected', 5]], ['rejected']],
    ['a question within its minute', 5.5, [['returned', 5]], []],
    [
      'a rejection taken back',
      90,
      [
        ['rejected', 5],
        ['undone', 5.5],
      ],
      [],
    ],
    [
      'a rejection taken back, then another',
      90,
      [
        ['rejected', 5],
        ['undone', 5.5],
        ['rejected', 9],
      ],
      ['rejected'],
    ],
    [
      'a question that a rejection overtook',
      90,
      [
        ['returned', 5],
        ['rejected', 5.5],
      ],
      ['rejected'],
    ],
    [
      'a question that an amendment overtook',
      90,
      [
        ['returned', 5],
        ['amended', 5.5],
      ],
      ['amended'],
    ],
    [
      'a question that was asked',
      90,
      [
        ['returned', 5],
        ['amended', 6],
      ],
      ['returned', 'amended'],
    ],
    [
      'a rejection reopened unsaid',
      90,
      [
        ['rejected', 5],
        ['reopened', 5.5],
      ],
      [],
    ],
    [
      'a rejection reopened',
      90,
      [
        ['rejected', 5],
        ['reopened', 6],
      ],
      ['rejected', 'reopened'],
    ],
    ['a first approval', 90, [['first_approved', 5]], []],
    [
      'a first approval, then the second',
      90,
      [
        ['first_approved', 5],
        ['approved', 5.2],
      ],
      ['approved'],
    ],
    [
      'their own name within the minute',
      5.9,
      [
        ['rejected', 5],
        ['contact_amended', 5.5],
      ],
      ['contact_amended'],
    ],
    [
      'their own name, then the end of it',
      6,
      [
        ['rejected', 5],
        ['contact_amended', 5.5],
      ],
      ['rejected', 'contact_amended'],
    ],
  ])('%s', (_, minutes, steps, expected) => {
    expect(toldAt(minutes, ...begun, ...steps)).toEqual(['requested', 'confirmed', ...expected])
  })

  it('leaves out the time in which something was done that is not told', () => {
    const { untold } = eventsAsTold(happened([...begun, ['rejected', 5], ['undone', 5.5]]), later(hour))
    const within = (minutes: number) => isWithin(untold, later(minutes * minute))
    expect([4.9, 5, 5.1, 5.5, 6].map(within)).toEqual([false, true, true, false, false])
  })
})
