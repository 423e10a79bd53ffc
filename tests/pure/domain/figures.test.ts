import { describe, expect, it } from 'vitest'
import { freeProviderOf } from '../../../src/domain/evidence/mail-providers.ts'
import { lastDays, seemsBlocked } from '../../../src/domain/figures.ts'

describe('the last days of a time zone', () => {
  it('follow each other without a gap, up to the zone’s own today', () => {
    const days = lastDays(new Date('2026-11-28T23:30:00Z'), 'Europe/Minsk', 3)
    expect(days.map(({ date }) => date)).toEqual(['2026-11-27', '2026-11-28', '2026-11-29'])
    expect(days[2]?.from.toISOString()).toBe('2026-11-28T21:00:00.000Z')
    for (const [at, { until }] of days.slice(0, -1).entries()) expect(until).toEqual(days[at + 1]?.from)
  })

  it('are of 23 and of 25 hours where the clocks change', () => {
    const hours = (at: string) =>
      lastDays(new Date(at), 'Europe/Vilnius', 1).map(
        ({ from, until }) => (until.getTime() - from.getTime()) / 3_600_000,
      )
    expect(hours('2026-03-29T12:00:00Z')).toEqual([23])
    expect(hours('2026-10-25T12:00:00Z')).toEqual([25])
  })
})

describe('a provider that seems to block our mails', () => {
  const others = { asked: 20, confirmed: 15 }
  const of = (all: [number, number], lately: [number, number]) =>
    seemsBlocked(
      { all: { asked: all[0], confirmed: all[1] }, lately: { asked: lately[0], confirmed: lately[1] } },
      others,
    )

  it('lets fewer than half as many confirm as usual', () => {
    expect(of([47, 30], [7, 0])).toBe(true)
    expect(of([47, 33], [7, 3])).toBe(false)
  })

  it('is measured by the others where it has too few days of its own', () => {
    expect(of([7, 0], [7, 0])).toBe(true)
    expect(of([7, 3], [7, 3])).toBe(false)
  })

  it('is told of by five requests at least', () => {
    expect(of([44, 30], [4, 0])).toBe(false)
    expect(
      seemsBlocked(
        { all: { asked: 5, confirmed: 0 }, lately: { asked: 5, confirmed: 0 } },
        { asked: 4, confirmed: 4 },
      ),
    ).toBe(false)
  })
})

it('a provider is named where anybody can have an address, and by its own domain', () => {
  expect(freeProviderOf('gmail.com')).toBe('gmail.com')
  expect(freeProviderOf('mail.tut.by')).toBe('tut.by')
  expect(freeProviderOf('viasna.example')).toBeNull()
  expect(freeProviderOf('mailinator.com')).toBeNull()
})
