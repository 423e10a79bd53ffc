// iCalendar (RFC 5545): one event without a length, as calendars take a deadline.

type CalendarEvent = {
  uid: string
  /** When the file was made. */
  stampedAt: Date
  startsAt: Date
  summary: string
  description: string
  url: string
  /** How often it was changed before. */
  sequence: number
}

/** An event as a calendar file. Times are in UTC: a calendar shows them in its reader's zone. */
export function calendarFile({
  uid,
  stampedAt,
  startsAt,
  summary,
  description,
  url,
  sequence,
}: CalendarEvent): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Countersign//Deadline//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    'BEGIN:VEVENT',
    `UID:${uid}`,
    `DTSTAMP:${utcTime(stampedAt)}`,
    `DTSTART:${utcTime(startsAt)}`,
    `SEQUENCE:${sequence}`,
    `SUMMARY:${escaped(summary)}`,
    `DESCRIPTION:${escaped(description)}`,
    `URL:${url}`,
    'TRANSP:TRANSPARENT',
    'END:VEVENT',
    'END:VCALENDAR',
  ]
  return lines.map(line => `${folded(line)}\r\n`).join('')
}

/** 3.3.5, form 2: 20271201T170000Z. */
const utcTime = (at: Date): string => `${at.toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`

/** 3.3.11. Some calendars take U+2028 and U+2029 for the end of a line too. */
const escaped = (text: string): string =>
  text
    .replace(/[\\;,]/g, '\\$&')
    .replace(/\r\n?|[\n\u2028\u2029]/g, '\\n')
    .replace(/\p{Cc}/gu, '')

const longestLine = 75

/** 3.1: no line has more than 75 octets; what follows begins with a blank. No letter is cut in two. */
function folded(line: string): string {
  const lines = ['']
  let length = 0
  for (const letter of line) {
    const octets = Buffer.byteLength(letter)
    if (length + octets > longestLine) {
      lines.push(' ')
      length = 1
    }
    lines[lines.length - 1] += letter
    length += octets
  }
  return lines.join('\r\n')
}
