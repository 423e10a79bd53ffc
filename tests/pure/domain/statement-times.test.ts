import { describe, expect, it } from 'vitest'
import {
  extend,
  isFreezingDue,
  isPublishingDue,
  opennessOf,
  publishNow,
  schedule,
  type Times,
} from '../../../src/domain/statement-times.ts'

const now = new Date('2030-03-01T12:00:00Z')
const hours = (count: number) => new Date(now.getTime() + count * 3_600_000)
const times = (changes: Partial<Times> = {}): Times => ({
  origin: 'desk',
  state: 'public',
  opensAt: null,
  closesAt: hours(24),
  publishAt: null,
  frozen: false,
  ...changes,
})
const reasonOf = (decided: { ok: true } | { ok: false; error: { reason: string } }) =>
  decided.ok ? 'ok' : decided.error.reason

describe('going public', () => {
  const round = (changes: Partial<Times> = {}) => times({ state: 'private', ...changes })

  it('is due from its hour on, of a private statement alone', () => {
    expect(isPublishingDue(round({ publishAt: hours(0) }), now)).toBe(true)
    expect(isPublishingDue(round({ publishAt: new Date(now.getTime() + 1) }), now)).toBe(false)
    expect(isPublishingDue(round(), now)).toBe(false)
    expect(isPublishingDue(times({ publishAt: hours(-1) }), now)).toBe(false)
    expect(isPublishingDue(times({ state: 'draft', publishAt: hours(-1) }), now)).toBe(false)
  })

  it('by hand is for a private statement that would be open', () => {
    expect(publishNow(round(), now).ok).toBe(true)
    expect(publishNow(round({ closesAt: null }), now).ok).toBe(true)
    expect(reasonOf(publishNow(round({ closesAt: now }), now))).toBe('after_the_deadline')
    expect(reasonOf(publishNow(times(), now))).toBe('not_private')
    expect(reasonOf(publishNow(times({ state: 'draft' }), now))).toBe('not_private')
  })

  it('at an hour is set for a time to come and before the deadline, or taken away', () => {
    expect(schedule(round(), hours(1), now)).toEqual({ ok: true, value: hours(1) })
    expect(schedule(round(), null, now)).toEqual({ ok: true, value: null })
    expect(reasonOf(schedule(round(), now, now))).toBe('in_the_past')
    expect(reasonOf(schedule(round(), hours(24), now))).toBe('after_the_deadline')
    expect(reasonOf(schedule(times(), hours(1), now))).toBe('not_private')
  })
})

describe('an extension', () => {
  it('makes a deadline later, and says from when to when', () => {
    expect(extend(times(), hours(25), now)).toEqual({ ok: true, value: { from: hours(24), to: hours(25) } })
    expect(extend(times({ closesAt: null }), hours(1), now)).toEqual({
      ok: true,
      value: { from: null, to: hours(1) },
    })
  })

  it('opens again what has closed', () => {
    expect(extend(times({ closesAt: hours(-1) }), hours(1), now).ok).toBe(true)
  })

  it.each([
    ['not_later', {}, hours(24)],
    ['not_later', {}, hours(23)],
    ['in_the_past', { closesAt: hours(-2) }, hours(-1)],
    ['list_frozen', { closesAt: hours(-2), frozen: true }, hours(1)],
    ['of_the_files', { origin: 'files' }, hours(48)],
    ['not_public', { state: 'draft' }, hours(48)],
    ['before_opening', { opensAt: hours(72), closesAt: null }, hours(48)],
    ['not_later', { state: 'private', publishAt: hours(72), closesAt: null }, hours(48)],
  ] as const)('is refused: %s, %o', (reason, changes, to) => {
    expect(reasonOf(extend(times(changes), to, now))).toBe(reason)
  })
})

it('a list is frozen from the close on, once, of a public statement', () => {
  expect(isFreezingDue(times({ closesAt: now }), now)).toBe(true)
  expect(isFreezingDue(times({ closesAt: new Date(now.getTime() + 1) }), now)).toBe(false)
  expect(isFreezingDue(times({ closesAt: null }), now)).toBe(false)
  expect(isFreezingDue(times({ closesAt: now, frozen: true }), now)).toBe(false)
  expect(isFreezingDue(times({ closesAt: now, state: 'private' }), now)).toBe(false)
})

describe('openness', () => {
  const from = '2030-01-01T00:00:00.000Z'
  const until = '2030-02-01T00:00:00.000Z'
  const at = (instant: string, opensAt: string | null = from, closesAt: string | null = until) =>
    opennessOf({ opensAt, closesAt, lateSignatories: false }, new Date(instant))

  it('begins with the first instant and ends before the second', () => {
    expect(at('2029-12-31T23:59:59.999Z')).toBe('not-yet')
    expect(at(from)).toBe('open')
    expect(at('2030-01-31T23:59:59.999Z')).toBe('open')
    expect(at(until)).toBe('closed')
  })

  it('goes on apart after the second where that is allowed', () => {
    const period = { opensAt: from, closesAt: until, lateSignatories: true }
    expect(opennessOf(period, new Date('2030-01-31T23:59:59.999Z'))).toBe('open')
    expect(opennessOf(period, new Date(until))).toBe('late')
    expect(opennessOf(period, new Date('2029-12-31T23:59:59.999Z'))).toBe('not-yet')
  })

  it('has no side where none is given', () => {
    expect(at('1990-01-01T00:00:00Z', null)).toBe('open')
    expect(at('2990-01-01T00:00:00Z', from, null)).toBe('open')
    expect(at('2990-01-01T00:00:00Z', null, null)).toBe('open')
  })
})
