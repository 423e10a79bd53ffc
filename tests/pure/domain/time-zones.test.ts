import { describe, expect, it } from 'vitest'
import { hour } from '../../../src/domain/durations.ts'
import {
  endOfDay,
  localTime,
  momentOf,
  momentTyped,
  startOfDay,
  timeZones,
  zoneNamed,
} from '../../../src/domain/time-zones.ts'

const warsaw = 'Europe/Warsaw'
const iso = (at: Date) => at.toISOString().replace('.000Z', 'Z')

describe('what the clocks of a zone show', () => {
  it.each([
    ['UTC', '2026-11-23T11:05:09Z', '2026-11-23', '11:05:09'],
    [warsaw, '2026-11-23T11:05:09Z', '2026-11-23', '12:05:09'],
    [warsaw, '2026-07-23T22:30:00Z', '2026-07-24', '00:30:00'],
    ['Asia/Kathmandu', '2026-11-23T18:14:59Z', '2026-11-23', '23:59:59'],
    ['Asia/Kathmandu', '2026-11-23T18:15:00Z', '2026-11-24', '00:00:00'],
    ['America/St_Johns', '2026-01-01T03:29:00Z', '2025-12-31', '23:59:00'],
    ['A/Zone_That_Nobody_Knows', '2026-11-23T11:05:09Z', '2026-11-23', '11:05:09'],
  ])('%s at %s: %s, %s', (zone, at, date, time) => {
    expect(localTime(new Date(at), zone)).toEqual({ date, time })
  })

  it('go from one second to the next through midnight and the change of clocks', () => {
    expect(localTime(new Date('2026-03-29T00:59:59Z'), warsaw).time).toBe('01:59:59')
    expect(localTime(new Date('2026-03-29T01:00:00Z'), warsaw).time).toBe('03:00:00')
    expect(localTime(new Date('2026-10-25T00:59:59Z'), warsaw).time).toBe('02:59:59')
    expect(localTime(new Date('2026-10-25T01:00:00Z'), warsaw).time).toBe('02:00:00')
  })
})

describe('a day of a zone', () => {
  it.each([
    ['an ordinary one', warsaw, '2026-11-23', '2026-11-22T23:00:00Z', 24],
    ['the one in spring', warsaw, '2026-03-29', '2026-03-28T23:00:00Z', 23],
    ['the one in autumn', warsaw, '2026-10-25', '2026-10-24T22:00:00Z', 25],
    ['a quarter of an hour beside the hour', 'Asia/Kathmandu', '2026-03-29', '2026-03-28T18:15:00Z', 24],
    ['one that begins at one o’clock', 'Africa/Cairo', '2026-04-24', '2026-04-23T22:00:00Z', 23],
    ['one that never was', 'Pacific/Apia', '2011-12-30', '2011-12-30T10:00:00Z', 0],
    ['UTC', 'UTC', '2026-10-25', '2026-10-25T00:00:00Z', 24],
  ])('%s', (_, zone, date, begins, hours) => {
    expect(iso(startOfDay(date, zone))).toBe(begins)
    expect((endOfDay(date, zone).getTime() - startOfDay(date, zone).getTime()) / hour).toBe(hours)
  })

  it('ends where the next one begins, all through a year of any zone', () => {
    for (const zone of [warsaw, 'America/Santiago', 'Australia/Lord_Howe', 'Asia/Beirut', 'America/Havana'])
      for (let day = 0; day < 366; day++) {
        const date = new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10)
        const begins = startOfDay(date, zone)
        expect([zone, localTime(begins, zone).date]).toEqual([zone, date])
        expect(localTime(new Date(begins.getTime() - 1000), zone).date < date).toBe(true)
        expect(localTime(new Date(endOfDay(date, zone).getTime() - 1000), zone).date).toBe(date)
      }
  })
})

describe('a time of a day in a zone', () => {
  const at = (time: string, date: string, which: 'first' | 'last') =>
    iso(momentOf({ date, time }, warsaw, which))

  it('is one moment, mostly', () => {
    expect(at('14:05', '2026-11-23', 'first')).toBe('2026-11-23T13:05:00Z')
    expect(at('14:05', '2026-11-23', 'last')).toBe('2026-11-23T13:05:00Z')
  })

  it('is the first or the last of two in autumn', () => {
    expect(at('02:30', '2026-10-25', 'first')).toBe('2026-10-25T00:30:00Z')
    expect(at('02:30', '2026-10-25', 'last')).toBe('2026-10-25T01:30:00Z')
  })

  it('is after the leap in spring', () => {
    expect(at('02:30', '2026-03-29', 'first')).toBe('2026-03-29T01:30:00Z')
  })
})

describe('the name of a zone', () => {
  it('is taken as it is offered, however it was typed', () => {
    expect(zoneNamed(' europe/warsaw ')).toBe(warsaw)
    expect(zoneNamed('america/new york')).toBe('America/New_York')
    expect(zoneNamed('Asia/Kathmandu')).toBe('Asia/Kathmandu')
    expect(zoneNamed('Asia/Katmandu')).toBe('Asia/Katmandu')
    expect(zoneNamed('')).toBe('UTC')
  })

  it.each(['Mars/Base', '+01:00', 'Warsaw', '<b>', 'UTC+1', 'x'.repeat(65)])('is none: %j', typed => {
    expect(zoneNamed(typed)).toBeNull()
  })

  it('is offered once, by the name of today', () => {
    const zones = timeZones()
    expect(zones[0]).toBe('UTC')
    expect(new Set(zones).size).toBe(zones.length)
    for (const zone of [warsaw, 'Europe/Kyiv', 'Asia/Kathmandu', 'Europe/Minsk'])
      expect(zones).toContain(zone)
    for (const zone of zones) expect(zoneNamed(zone)).toBe(zone)
  })
})

describe('a moment that was typed', () => {
  it('is that of the zone', () => {
    const at = momentTyped('2030-07-01T18:00', warsaw, 'first')
    expect(at?.toISOString()).toBe('2030-07-01T16:00:00.000Z')
    expect(momentTyped('2030-07-01 18:00', 'UTC', 'first')?.toISOString()).toBe('2030-07-01T18:00:00.000Z')
    expect(momentTyped('2030-07-01T18:00:00', 'UTC', 'first')).not.toBeNull()
  })

  it('is the first or the last of an hour that comes twice', () => {
    expect(momentTyped('2030-10-27T02:30', warsaw, 'first')?.toISOString()).toBe('2030-10-27T00:30:00.000Z')
    expect(momentTyped('2030-10-27T02:30', warsaw, 'last')?.toISOString()).toBe('2030-10-27T01:30:00.000Z')
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
    expect(momentTyped(typed, warsaw, 'first')).toBeNull()
  })
})
