import { describe, expect, it } from 'vitest'
import { fieldValue, readTimesForm } from '../../../../src/moderation/statements/times-form.ts'

const zone = 'Europe/Warsaw'

it('gives back a moment as a field takes it, on the clocks of the zone', () => {
  expect(fieldValue(new Date('2030-07-01T16:00:00Z'), zone)).toBe('2030-07-01T18:00')
  expect(fieldValue(null, zone)).toBe('')
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
