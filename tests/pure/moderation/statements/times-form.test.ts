import { describe, expect, it } from 'vitest'
import { fieldValue, momentTyped, readTimesForm } from '../../../../src/moderation/statements/times-form.ts'

const zone = 'Europe/Warsaw'

describe('a moment that was typed', () => {
  it('is that of the statement’s zone, and comes back as it was', () => {
    const at = momentTyped('2030-07-01T18:00', zone, 'first')
    expect(at?.toISOString()).toBe('2030-07-01T16:00:00.000Z')
    expect(fieldValue(at, zone)).toBe('2030-07-01T18:00')
    expect(fieldValue(null, zone)).toBe('')
    expect(momentTyped('2030-07-01 18:00', 'UTC', 'first')?.toISOString()).toBe('2030-07-01T18:00:00.000Z')
    expect(momentTyped('2030-07-01T18:00:00', 'UTC', 'first')).not.toBeNull()
  })

  it('is the first or the last of an hour that comes twice', () => {
    expect(momentTyped('2030-10-27T02:30', zone, 'first')?.toISOString()).toBe('2030-10-27T00:30:00.000Z')
    expect(momentTyped('2030-10-27T02:30', zone, 'last')?.toISOString()).toBe('2030-10-27T01:30:00.000Z')
  })

  it.each([
    '',
    '2030-02-31T10:00',
    '2030-13-01T10:00',
    '2030-01-01T25:00',
    '2030-01-01',
    'tomorrow',
    '10000-01-01T10:00',
  ])('is none: %s', typed => {
    expect(momentTyped(typed, zone, 'first')).toBeNull()
  })
})

describe('the form', () => {
  it('reads what each button asks for', () => {
    expect(readTimesForm({ action: 'publish', version: '2', sure: 'yes' }, zone)).toEqual({
      action: 'publish',
      shownVersion: 2,
    })
    expect(readTimesForm({ action: 'unschedule' }, zone)).toEqual({ action: 'schedule', publishAt: null })
    expect(readTimesForm({ action: 'late' }, zone)).toEqual({ action: 'late', allowed: false })
    expect(readTimesForm({ action: 'late', allowed: 'yes' }, zone)).toEqual({ action: 'late', allowed: true })
    expect(readTimesForm({ action: 'extend', closes_at: '2030-07-01T18:00', shown: '' }, zone)).toEqual({
      action: 'extend',
      to: new Date('2030-07-01T16:00:00Z'),
      shownClosesAt: '',
    })
  })

  it('does nothing that cannot be taken back without its box, nor at a time that is none', () => {
    for (const action of ['new-address', 'publish', 'sign-for-founders'])
      expect(readTimesForm({ action, version: '1' }, zone)).toBe('unticked')
    expect(readTimesForm({ action: 'schedule', publish_at: 'soon' }, zone)).toBe('moment')
    expect(readTimesForm({ action: 'extend', closes_at: '' }, zone)).toBe('moment')
    expect(readTimesForm({ action: 'burn' }, zone)).toBe('unticked')
  })
})
