import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { pauseAfter, priorityOf, shareOf } from '../../../src/domain/mail-order.ts'
import { tries } from '../../support/exhaustive.ts'

it('what somebody waits for goes before news, and news before what many get', () => {
  const order = (
    ['confirm-endorsement', 'one-hour-link', 'approved', 'reconfirm', 'digest', 'update'] as const
  ).map(priorityOf)
  expect(order).toEqual([0, 0, 1, 2, 2, 3])
})

it('every answer to an ask goes as soon as the others: it tells nobody whose address is known', () => {
  const answers = (['confirm-endorsement', 'already-asked', 'already-listed', 'fresh-link'] as const).map(
    priorityOf,
  )
  expect(new Set(answers).size).toBe(1)
})

describe('an address takes turns', () => {
  it.each([
    ['anna@office.forum.example.org', 'example.org'],
    ['ANNA@Forum.BY', 'forum.by'],
    ['anna@mailinator.com', 'mailinator.com'],
    ['anna@localhost', 'localhost'],
  ])('with all of its domain: %s', (email, share) => {
    expect(shareOf(email)).toBe(share)
  })

  it.each(['anna@gmail.com', 'Anna@tut.by', 'anna@proton.me'])(
    'alone where anybody has an address: %s',
    email => {
      expect(shareOf(email)).toBe(email.toLowerCase())
    },
  )
})

describe('the pause after a failure', () => {
  it('is 5, 15, 45 seconds and so on, at most an hour', () => {
    const pauses = [1, 2, 3, 4, 5, 6, 7, 8, 30].map(attempts => pauseAfter(attempts, 0))
    expect(pauses).toEqual([5, 15, 45, 135, 405, 1215, 3600, 3600, 3600])
  })

  it('is by chance the whole of that, or half of it, or between', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 40 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (attempts, chance) => {
          const whole = pauseAfter(attempts, 0)
          expect(pauseAfter(attempts, chance)).toBeGreaterThanOrEqual(whole / 2)
          expect(pauseAfter(attempts, chance)).toBeLessThanOrEqual(whole)
        },
      ),
      tries(1000),
    )
  })
})
