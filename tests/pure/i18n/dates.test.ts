import { expect, it } from 'vitest'
import { formatDate } from '../../../src/i18n/index.ts'

it.each([
  ['en', '2026-11-23', '23 November 2026'],
  ['be', '2026-11-23', '23 лістапада 2026\u00a0г.'],
  ['ru', '2026-11-23', '23 ноября 2026\u00a0г.'],
  ['en', '2026-05-01', '1 May 2026'],
] as const)('writes a date in %s', (lang, date, words) => {
  expect(formatDate(lang, date)).toBe(words)
})

it.each(['', '2026-13-01', '2026-00-01', '23.11.2026', '2026-11-23T00:00'])('refuses %j as a date', date => {
  expect(() => formatDate('en', date)).toThrow(RangeError)
})
