import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { calendarFile } from '../../../src/domain/calendar.ts'

const event = {
  uid: 'deadline-quiet-words@countersign.test',
  stampedAt: new Date('2030-01-02T03:04:05.678Z'),
  startsAt: new Date('2030-03-31T22:00:00Z'),
  summary: 'Deadline to sign: “Words; more, words\\”',
  description: 'One line\nanother',
  url: 'https://countersign.test/en/quiet-words',
  sequence: 1,
}

it('is an event in UTC, as RFC 5545 writes it', () => {
  expect(calendarFile(event).split('\r\n')).toEqual([
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Countersign//Deadline//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    'BEGIN:VEVENT',
    'UID:deadline-quiet-words@countersign.test',
    'DTSTAMP:20300102T030405Z',
    'DTSTART:20300331T220000Z',
    'SEQUENCE:1',
    'SUMMARY:Deadline to sign: “Words\\; more\\, words\\\\”',
    'DESCRIPTION:One line\\nanother',
    'URL:https://countersign.test/en/quiet-words',
    'TRANSP:TRANSPARENT',
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ])
})

it('has no line of more than 75 octets, cuts no letter, and says what was given', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), summary => {
      const file = calendarFile({ ...event, summary })
      for (const line of file.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
      expect(file).not.toMatch(/[^\r]\n|\r[^\n]/)
      const unfolded = file.replaceAll('\r\n ', '')
      const [, said = ''] = /^SUMMARY:(.*)$/m.exec(unfolded) ?? []
      const kept = summary.replace(/\r\n?|[\u2028\u2029]/g, '\n').replace(/[^\P{Cc}\n]/gu, '')
      expect(said).toBe(kept.replace(/[\\;,]/g, '\\$&').replaceAll('\n', '\\n'))
    }),
  )
})

it('lets nothing begin a line of its own', () => {
  const file = calendarFile({ ...event, summary: 'X\r\nATTENDEE:mailto:x@example.org\u0085Y\u2028Z\u2029' })
  expect(file).toContain('SUMMARY:X\\nATTENDEE:mailto:x@example.orgY\\nZ\\n\r\n')
})
