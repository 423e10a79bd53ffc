import { expect, it } from 'vitest'
import { formatDay, formatMoment, formatMomentAndUtc, formatTime } from '../../../src/i18n/index.ts'

const at = new Date('2026-11-23T18:20:05Z')

it.each([
  ['UTC', '23 November 2026, 18:20 UTC', '23 November 2026, 18:20 UTC', '18:20:05 UTC', '23 November 2026'],
  [
    'Europe/Warsaw',
    '23 November 2026, 19:20',
    '23 November 2026, 19:20 (18:20 UTC)',
    '19:20:05',
    '23 November 2026',
  ],
  [
    'Asia/Kathmandu',
    '24 November 2026, 00:05',
    '24 November 2026, 00:05 (23 November 2026, 18:20 UTC)',
    '00:05:05',
    '24 November 2026',
  ],
  [
    'Africa/Abidjan',
    '23 November 2026, 18:20',
    '23 November 2026, 18:20 UTC',
    '18:20:05',
    '23 November 2026',
  ],
])('writes a moment in %s', (zone = '', moment, both, time, day) => {
  expect(formatMoment('en', at, zone)).toBe(moment)
  expect(formatMomentAndUtc('en', at, zone)).toBe(both)
  expect(formatTime('en', at, zone)).toBe(time)
  expect(formatDay('en', at, zone)).toBe(day)
})
