import { describe, expect, it } from 'vitest'
import { type Claim, claim, claimedUntil, releases, standingClaim } from '../../../src/domain/claims.ts'
import { claimPeriod } from '../../../src/domain/durations.ts'
import { isOpen } from '../../../src/domain/endorsement.ts'
import { askedAt, later, states, statuses } from './given.ts'

const kept: Claim = { by: 'vera', at: askedAt }
const soon = later(claimPeriod - 1)
const late = later(claimPeriod)

/** `given(request).when(moderator, what is kept and shown).gives(outcome)`. */
const given = (e: (typeof states)[keyof typeof states]) => ({
  when: (
    moderator: string,
    { kept: claimed = null as Claim | null, takenFrom = null as string | null, now = soon } = {},
  ) => ({
    gives(outcome: object | string | null) {
      const decided = claim(e, { moderator, kept: claimed, takenFrom }, now)
      if (typeof outcome === 'string')
        expect(decided).toMatchObject({ ok: false, error: { reason: outcome } })
      else expect(decided).toEqual({ ok: true, value: outcome })
    },
  }),
})

describe('claiming', () => {
  const taken = (by: string, log: string, at = soon) => ({ claim: { by, at }, log })

  it.each(statuses)('is for what is open: %s', status => {
    given(states[status])
      .when('vera')
      .gives(isOpen(status) ? taken('vera', 'claim') : 'wrong_status')
  })

  it('twice is claiming once, from the first time on', () => {
    given(states.confirmed).when('vera', { kept }).gives(null)
  })

  it('takes a colleague’s over who was seen, and nobody else’s', () => {
    const { confirmed } = states
    given(confirmed).when('nina', { kept }).gives('claimed')
    given(confirmed).when('nina', { kept, takenFrom: 'olga' }).gives('claimed')
    given(confirmed).when('nina', { kept, takenFrom: 'vera' }).gives(taken('nina', 'take-over'))
  })

  it('asks nothing of a claim that has ended, whatever the page showed', () => {
    given(states.confirmed)
      .when('nina', { kept, now: late })
      .gives(taken('nina', 'claim', late))
    given(states.confirmed)
      .when('vera', { kept, now: late })
      .gives(taken('vera', 'claim', late))
    given(states.confirmed).when('nina', { takenFrom: 'vera' }).gives(taken('nina', 'claim'))
  })
})

describe('a claim', () => {
  it.each(statuses)('counts while the request is open: %s', status => {
    expect(standingClaim(kept, states[status], soon)).toEqual(isOpen(status) ? kept : null)
  })

  it('ends by itself, to the millisecond', () => {
    expect(claimedUntil(kept)).toEqual(late)
    expect(standingClaim(kept, states.confirmed, late)).toBeNull()
    expect(standingClaim(null, states.confirmed, soon)).toBeNull()
  })

  it('is its owner’s to give back, as long as it counts', () => {
    const { confirmed, approved } = states
    expect(releases(confirmed, { moderator: 'vera', kept }, soon)).toBe(true)
    expect(releases(confirmed, { moderator: 'nina', kept }, soon)).toBe(false)
    expect(releases(confirmed, { moderator: 'vera', kept: null }, soon)).toBe(false)
    expect(releases(confirmed, { moderator: 'vera', kept }, late)).toBe(false)
    expect(releases(approved, { moderator: 'vera', kept }, soon)).toBe(false)
  })
})
