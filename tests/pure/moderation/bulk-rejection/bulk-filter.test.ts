import { describe, expect, it } from 'vitest'
import {
  bulkParameters,
  readBulkFilter,
  readMinute,
} from '../../../../src/moderation/bulk-rejection/bulk-filter.ts'

const iso = (typed: string, edge: 'start' | 'end', zone = 'Europe/Warsaw') =>
  readMinute(typed, edge, zone)?.toISOString() ?? null

describe('a time in the filter of a bulk rejection', () => {
  it('is a minute of the moderator’s zone, the last one whole', () => {
    expect(iso('2026-11-23T14:05', 'start')).toBe('2026-11-23T13:05:00.000Z')
    expect(iso('2026-11-23T14:05', 'end')).toBe('2026-11-23T13:05:59.999Z')
    expect(iso('2026-11-23T14:05', 'start', 'Asia/Kathmandu')).toBe('2026-11-23T08:20:00.000Z')
  })

  it('takes all of an hour that comes twice', () => {
    expect(iso('2026-10-25T02:00', 'start')).toBe('2026-10-25T00:00:00.000Z')
    expect(iso('2026-10-25T02:59', 'end')).toBe('2026-10-25T01:59:59.999Z')
  })

  it.each(['', '2026-11-23', '2026-02-30T10:00', '2026-11-23T24:00', 'yesterday'])('is none: %j', typed =>
    expect(iso(typed, 'start')).toBeNull(),
  )
})

it('a filter goes into a URL as it was read, without an address and without what is so anyway', () => {
  const typed = {
    state: 'confirmed',
    q: ' two  words ',
    country: 'XX',
    language: 'be',
    from: '2026-11-23T14:05',
    until: 'never',
    words_en: 'typed',
    targets: 'typed',
  }
  const parameters = bulkParameters(typed, 'Europe/Warsaw')
  expect(Object.fromEntries(parameters)).toEqual({ q: 'two words', language: 'be', from: '2026-11-23T14:05' })
  const again = readBulkFilter(Object.fromEntries(parameters), 'Europe/Warsaw', null)
  expect(again).toEqual(readBulkFilter(typed, 'Europe/Warsaw', null))
  expect(bulkParameters({ q: 'jane@victim.example' }, 'UTC')).toEqual([])
})
