import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { contactRetention, proofLinkLifetime, returnedLifetime } from '../../../src/domain/durations.ts'
import { linkExpiry, requestEndorsement } from '../../../src/domain/endorsing.ts'
import { amendment, askedAt, day, decide, details, given, later, states } from './given.ts'

describe('what a transition notes', () => {
  const now = new Date('2026-03-04T23:59:59.999Z')

  it('a request begins on revision 1 with seven days to confirm and a mail owed', () => {
    expect(requestEndorsement(details, askedAt)).toEqual({
      to: {
        ...details,
        revision: 1,
        status: 'requested',
        requestedAt: askedAt,
        expiresAt: new Date('2026-03-08T12:00:00.000Z'),
      },
      event: 'requested',
      mail: 'confirm-endorsement',
      record: null,
    })
  })

  it('the moment, in the state that it leads to', () => {
    given(states.requested)
      .when('confirm', { now })
      .then({ to: { requestedAt: askedAt, confirmedAt: now } })
    given(states.confirmed)
      .when('disown', { now })
      .then({ to: { withdrawnAt: now } })
    const end = later(9 * day)
    given(states.requested)
      .when('expire', { now: end })
      .then({ to: { expiredAt: end } })
  })

  it('a link that is sent again lives seven days from now, and the request keeps its own date', () => {
    for (const before of [states.requested, states.expired]) {
      given(before)
        .when('resend', { now })
        .then({ to: { requestedAt: askedAt, expiresAt: later(7 * day, now) } })
    }
  })
})

describe('expiry, to the millisecond', () => {
  it('a link works for seven days and contact data outlives an ending by thirty', () => {
    expect(proofLinkLifetime).toBe(604_800_000)
    expect(contactRetention).toBe(2_592_000_000)
    expect(linkExpiry(askedAt).getTime() - askedAt.getTime()).toBe(604_800_000)
  })

  it.each([
    [-1, 'confirmed'],
    [0, 'link_expired'],
    [1, 'link_expired'],
  ] as const)('confirming %i ms from the link’s end: %s', (ms, outcome) => {
    const linkExpiresAt = later(7 * day)
    given(states.requested)
      .when('confirm', { linkExpiresAt, now: later(ms, linkExpiresAt) })
      .then(outcome)
  })

  it.each([
    [-1, 'wrong_status'],
    [0, 'expired'],
    [1, 'expired'],
  ] as const)('the clock %i ms from the request’s end: %s', (ms, outcome) => {
    given(states.requested)
      .when('expire', { now: later(7 * day + ms) })
      .then(outcome)
  })

  it('an older link ends at its own time, though a fresh one has prolonged the request', () => {
    const prolonged = { ...states.requested, expiresAt: later(10 * day) }
    const now = later(8 * day)
    given(prolonged)
      .when('confirm', { now, linkExpiresAt: later(7 * day) })
      .then('link_expired')
    given(prolonged)
      .when('confirm', { now, linkExpiresAt: later(10 * day) })
      .then('confirmed')
  })

  it.each([
    [-1, 'wrong_status'],
    [0, 'expired'],
  ] as const)('the clock %i ms from the end of waiting for changes: %s', (ms, outcome) => {
    given(states.returned)
      .when('expire', { now: later(day + returnedLifetime + ms) })
      .then(outcome)
  })

  it('at every moment a waiting request can be confirmed or expired, never both and never neither', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1000, max: 1000 }), ms => {
        const { expiresAt } = states.requested
        const now = later(ms, expiresAt)
        const confirmable = decide(states.requested, 'confirm', { now, linkExpiresAt: expiresAt }).ok
        return confirmable !== decide(states.requested, 'expire', { now }).ok
      }),
    )
  })
})

describe('an amendment', () => {
  it('is mailed, but not an answer that leaves everything as it is', () => {
    given(states.confirmed).when('amend').then({ mail: 'amended' })
    const same = { ...states.returned, ...amendment }
    given(same).when('amend').then({ mail: null, event: 'amended' })
  })

  it('of a returned request begins the wait anew; of a waiting one keeps its place', () => {
    given(states.returned)
      .when('amend')
      .then({ to: { waitingSince: later(2 * day) } })
    given(states.confirmed)
      .when('amend')
      .then({ to: { waitingSince: later(day) } })
  })
})
