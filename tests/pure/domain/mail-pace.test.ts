import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  accountPause,
  longestRest,
  type MailPace,
  pauseSecondsAfter,
  slotsOf,
} from '../../../src/domain/mail-pace.ts'
import { tries } from '../../support/exhaustive.ts'

const now = new Date('2030-03-01T12:00:00Z')
const at = (milliseconds: number) => new Date(now.getTime() + milliseconds)
const paceOf = (more: Partial<MailPace> = {}): MailPace => ({
  nextAt: new Date(0),
  restsUntil: null,
  accountRefusal: null,
  ...more,
})

describe('two mails a second', () => {
  it('are one now, and one half a second later', () => {
    const { count, nextAfter } = slotsOf(paceOf(), 2, now)
    expect([count, nextAfter(1)]).toEqual([1, at(500)])
    expect(slotsOf(paceOf({ nextAt: at(500) }), 2, at(499))).toMatchObject({ count: 0, opensAt: at(500) })
    expect(slotsOf(paceOf({ nextAt: at(500) }), 2, at(500)).count).toBe(1)
  })

  it('stay two where somebody comes a moment late, and are no burst after a rest', () => {
    expect(slotsOf(paceOf({ nextAt: at(-250) }), 2, now).nextAfter(1)).toEqual(at(250))
    expect(slotsOf(paceOf({ nextAt: at(-251) }), 2, now).nextAfter(1)).toEqual(at(500))
    expect(slotsOf(paceOf({ nextAt: at(-60_000) }), 2, now).count).toBe(1)
  })
})

it('as fast as it goes, no moment is closed but by the provider', () => {
  expect(slotsOf(paceOf({ nextAt: at(30_000) }), 0, now).count).toBe(Number.POSITIVE_INFINITY)
  expect(slotsOf(paceOf({ restsUntil: at(1) }), 0, now)).toMatchObject({ count: 0, opensAt: at(1) })
  expect(slotsOf(paceOf({ restsUntil: now }), 0, now).count).toBe(Number.POSITIVE_INFINITY)
})

it('a rest that the provider asked for closes every moment before its end', () => {
  const pace = paceOf({ nextAt: at(-10), restsUntil: at(17_000) })
  expect(slotsOf(pace, 2, at(16_999))).toMatchObject({ count: 0, opensAt: at(17_000) })
  expect(slotsOf(pace, 2, at(17_000)).count).toBe(1)
})

it.each([0, 2, 50])(
  'while the account is refused one goes a minute, whatever the pace (%i a second)',
  perSecond => {
    const pace = paceOf({ accountRefusal: '403 invalid_api_key', nextAt: at(accountPause) })
    expect(slotsOf(pace, perSecond, at(accountPause - 1)).count).toBe(0)
    const { count, nextAfter } = slotsOf(pace, perSecond, at(accountPause))
    expect([count, nextAfter(1)]).toEqual([1, at(2 * accountPause)])
  },
)

it('a moment that only a wrong clock can have set closes nothing', () => {
  expect(slotsOf(paceOf({ nextAt: at(3600_000) }), 2, now).count).toBe(1)
  expect(slotsOf(paceOf({ restsUntil: at(longestRest) }), 2, now).count).toBe(0)
  expect(slotsOf(paceOf({ restsUntil: at(longestRest + 1) }), 2, now).count).toBe(1)
})

it('whoever comes when, no stretch of time has more mails than the pace allows', () => {
  const steps = fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 1, maxLength: 200 })
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 50 }), steps, (perSecond, pauses) => {
      let pace = paceOf()
      let clock = 0
      const sent: number[] = []
      for (const pause of pauses) {
        clock += pause
        const { count, nextAfter } = slotsOf(pace, perSecond, at(clock))
        for (let i = 0; i < count; i++) sent.push(clock)
        if (count > 0) pace = paceOf({ nextAt: nextAfter(count) })
      }
      for (const [first, from] of sent.entries()) {
        const within = sent.slice(first).filter(time => time < from + 1000).length
        // A quarter of a second's mails may come late and meet those that follow.
        expect(within).toBeLessThanOrEqual(Math.ceil(perSecond * 1.25) + 1)
      }
    }),
    tries(1000),
  )
})

describe('the pause after a failure', () => {
  it('is 5, 15, 45 seconds and so on, at most an hour', () => {
    const pauses = [1, 2, 3, 4, 5, 6, 7, 8, 30].map(attempts => pauseSecondsAfter(attempts, 0))
    expect(pauses).toEqual([5, 15, 45, 135, 405, 1215, 3600, 3600, 3600])
  })

  it('is by chance the whole of that, or half of it, or between', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 40 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (attempts, chance) => {
          const whole = pauseSecondsAfter(attempts, 0)
          expect(pauseSecondsAfter(attempts, chance)).toBeGreaterThanOrEqual(whole / 2)
          expect(pauseSecondsAfter(attempts, chance)).toBeLessThanOrEqual(whole)
        },
      ),
      tries(1000),
    )
  })
})
