import { describe, expect, it } from 'vitest'
import {
  afterEvent,
  asUnreachable,
  isToldToAsker,
  type MailOutcome,
} from '../../../src/domain/mail-outcome.ts'

const weakestFirst = [
  'delayed',
  'delivered',
  'complained',
  'undelivered',
  'failed',
  'suppressed',
  'bounced',
] as const satisfies readonly MailOutcome[]

/** What is known after events that came in this order. */
const knownAfter = (...told: MailOutcome[]) =>
  told.reduce<MailOutcome | null>((known, one) => afterEvent(known, one) ?? known, null)

describe('what is known of a mail', () => {
  it('is the strongest of what was said, in whatever order it came', () => {
    for (const [weak, one] of weakestFirst.entries()) {
      for (const other of weakestFirst.slice(weak)) {
        expect(knownAfter(one, other)).toBe(other)
        expect(knownAfter(other, one)).toBe(other)
      }
    }
  })

  it('does not change by what was said before', () => {
    for (const one of weakestFirst) expect(afterEvent(one, one)).toBeNull()
    expect(afterEvent('bounced', 'delivered')).toBeNull()
    expect(afterEvent('delivered', 'delayed')).toBeNull()
    expect(afterEvent('delivered', 'bounced')).toBe('bounced')
  })
})

it('stops mail to an address where none arrives, and not where one was late or unwanted', () => {
  expect(weakestFirst.filter(one => asUnreachable(one) !== null)).toEqual(['failed', 'suppressed', 'bounced'])
})

it('tells whoever asked of their own mail alone, and not that an earlier one stopped the address', () => {
  expect(weakestFirst.filter(isToldToAsker)).toEqual(['undelivered', 'failed', 'bounced'])
  expect(isToldToAsker(null)).toBe(false)
})
