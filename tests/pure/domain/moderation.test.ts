import { describe, expect, it } from 'vitest'
import { newcomerPeriod, undoPeriod } from '../../../src/domain/durations.ts'
import type { Endorsement } from '../../../src/domain/endorsement.ts'
import type { Reason } from '../../../src/domain/evidence/reasons.ts'
import { undoableUntil } from '../../../src/domain/moderation.ts'
import { err } from '../../../src/domain/result.ts'
import { needsSecond, type SecondModeratorRule } from '../../../src/domain/second-moderator.ts'
import { day, decide, given, hour, later, stateAfter, states } from './given.ts'

describe('a decision notes', () => {
  const now = new Date('2026-03-04T23:59:59.999Z')

  it('the moment, in the state that it leads to', () => {
    given(states.confirmed)
      .when('reject', { now })
      .then({ to: { rejectedAt: now } })
  })

  it('of an approval the day in UTC on which it is signed', () => {
    given(states.confirmed)
      .when('approve', { now })
      .then({ to: { approvedAt: now, signedOn: '2026-03-04', founding: false } })
  })
})

describe('a minute to undo', () => {
  it.each([
    ['rejected', undoPeriod - 1, 'confirmed'],
    ['rejected', undoPeriod, 'too_late'],
    ['returned', undoPeriod - 1, 'confirmed'],
    ['returned', undoPeriod, 'too_late'],
  ] as const)('%s, %i ms after: %s', (status, ms, outcome) => {
    const now = later(day + ms)
    given(states[status]).when('undo', { now }).then(outcome)
    expect(undoableUntil(states[status], now)).toEqual(
      outcome === 'too_late' ? null : later(day + undoPeriod),
    )
  })

  it('is for rejections and returns only', () => {
    for (const e of [states.requested, states.confirmed, states.approved, states.withdrawn, states.expired])
      expect(undoableUntil(e, later(0))).toBeNull()
  })

  it('leads back to where it stood: the old place in the queue, or the question that was asked', () => {
    const now = later(day + 1)
    given(states.rejected)
      .when('undo', { now })
      .then({ to: { waitingSince: later(hour), firstApproval: null } })
    const rejected: Endorsement = { ...states.rejected, returnedAt: later(2 * hour) }
    given(rejected)
      .when('undo', { now })
      .then({ to: { status: 'returned', returnedAt: later(2 * hour) }, cancelMail: 'rejected' })
  })
})

const mova = { name: 'Mova', status: 'rejected', by: 'organisation' } as const

describe('two moderators', () => {
  const speaksFor: Reason = { kind: 'address_at_website', domain: 'ngo.example', speaks: 'for' }
  const against: Reason = { kind: 'disposable_mail', domain: 'mail.example', speaks: 'against' }
  const doubt: Reason = { kind: 'asked_before', id: '1', ...mova, speaks: 'against' }
  const neutral: Reason = { kind: 'no_website', speaks: 'neutral' }
  it.each<[SecondModeratorRule, Reason[], boolean]>([
    ['always', [speaksFor], true],
    ['always', [], true],
    ['doubt', [speaksFor], false],
    ['doubt', [speaksFor, neutral], false],
    ['doubt', [], true],
    ['doubt', [neutral], true],
    ['doubt', [against], true],
    ['doubt', [speaksFor, against], true],
    ['doubt', [doubt, speaksFor], true],
    ['doubt', [doubt, doubt, doubt], true],
    ['never', [against], false],
    ['never', [], false],
  ])('%s, on %j: %s', (setting, reasons, expected) => {
    expect(needsSecond(setting, { reasons })).toBe(expected)
  })

  it.each([
    [[], [speaksFor], true],
    [[speaksFor], [], true],
    [[against, speaksFor], [speaksFor], true],
    [[speaksFor], [against, speaksFor], true],
    [[speaksFor], [speaksFor], false],
  ])(
    'are needed for a correction that is in doubt before it or after it: %j, %j: %s',
    (before, after, expected) => {
      expect(needsSecond('doubt', { reasons: before }, { reasons: after })).toBe(expected)
    },
  )

  const secondNeeded = true
  const once = decide(states.confirmed, 'approve', { secondNeeded, moderator: 'first' })
  const half = stateAfter(once)

  it('the first approval leaves the request waiting at its place, and mails nobody', () => {
    expect(once).toMatchObject({
      value: { event: 'first_approved', log: 'first-approve', mail: null, record: null },
    })
    expect(half).toMatchObject({ status: 'confirmed', waitingSince: later(day), revision: 5 })
    expect(half).toMatchObject({ firstApproval: { by: 'first', at: later(2 * day) } })
  })

  it('the same moderator cannot give both, another can', () => {
    given(half).when('approve', { secondNeeded, moderator: 'first' }).then('same_moderator')
    given(half)
      .when('approve', { secondNeeded, moderator: 'second' })
      .then({ to: { status: 'approved' }, record: 'endorse' })
  })

  const joinedAt = later(0)
  const free = new Date(joinedAt.getTime() + newcomerPeriod)
  const justBefore = new Date(free.getTime() - 1)

  it('are not two people while one of them has joined less than a day ago', () => {
    const command = { secondNeeded, moderator: 'second', joined: [later(-9 * day), joinedAt] }
    expect(decide(half, 'approve', { ...command, now: justBefore })).toEqual(
      err({ reason: 'newcomer', from: free }),
    )
    given(half)
      .when('approve', { ...command, now: free })
      .then('approved')
    expect(decide(states.withdrawn, 'restore', { ...command, now: justBefore })).toEqual(
      err({ reason: 'newcomer', from: free }),
    )
    given(states.withdrawn)
      .when('restore', { ...command, now: free })
      .then('approved')
  })

  it('a newcomer decides alone where one is enough, and gives a first approval', () => {
    const command = { moderator: 'second', joined: [joinedAt], now: justBefore }
    given(half).when('approve', command).then('approved')
    given(states.withdrawn).when('restore', command).then('approved')
    given(states.confirmed)
      .when('approve', { ...command, secondNeeded })
      .then('confirmed')
  })

  it('the same one is told that, and not to wait', () => {
    given(half)
      .when('approve', { secondNeeded, moderator: 'first', joined: [joinedAt], now: justBefore })
      .then('same_moderator')
  })

  it('one alone neither corrects a published name nor restores what the same one withdrew', () => {
    given(states.approved).when('correct', { secondNeeded }).then('second_needed')
    given(states.withdrawn).when('restore', { secondNeeded, moderator: 'first' }).then('own_withdrawal')
    given(states.withdrawn).when('restore', { secondNeeded, moderator: 'second' }).then('approved')
    given(states.withdrawn).when('restore', { secondNeeded: false, moderator: 'first' }).then('approved')
  })

  it.each(['return', 'reject'] as const)('%s takes the first approval back', action => {
    given(stateAfter(decide(half, action)))
      .when('undo', { now: later(2 * day) })
      .then({ to: { status: 'confirmed', firstApproval: null } })
  })

  it('amend takes the first approval back', () => {
    given(half)
      .when('amend')
      .then({ to: { status: 'confirmed', firstApproval: null } })
  })
})

describe('a founding signatory', () => {
  const founding = { ...states.approved, founding: true }

  it('is corrected by nobody at the desk', () => {
    given(founding).when('correct').then('founding')
  })

  it('can be withdrawn, and restored as what it was', () => {
    const { approvedAt, signedOn } = founding
    given(stateAfter(decide(founding, 'withdraw')))
      .when('restore')
      .then({ to: { status: 'approved', founding: true, approvedAt, signedOn } })
  })

  it('what never was on the list cannot be restored to it', () => {
    given(stateAfter(decide(states.confirmed, 'disown')))
      .when('restore')
      .then('wrong_status')
  })
})
