import { minute } from '../domain/durations.ts'
import { paths } from '../paths.ts'
import type { Holding, HoldingKind } from '../storage/holdings.ts'

/** What each kind is, and what ends it where no date can be told. */
const words: Record<HoldingKind, { what: string; ends?: string }> = {
  'contacts-waiting': { what: 'contacts of requests that wait', ends: 'while they wait' },
  'contacts-listed': { what: 'contacts of listed organisations', ends: 'while they are listed' },
  'contacts-ended': { what: 'contacts of requests that ended' },
  'contact-changes': { what: 'people named as contacts' },
  remarks: { what: 'words of moderators', ends: 'with the contact' },
  details: { what: 'earlier details of requests', ends: 'with the contact' },
  proposals: { what: 'corrections that are proposed', ends: 'when they are decided' },
  'links-confirm': { what: 'links to confirm', ends: 'while the request waits' },
  'links-private': { what: 'links to private pages' },
  'links-hour': { what: 'links that live an hour' },
  'links-contact': { what: 'links to become the contact, or to stop it' },
  'mails-owed': { what: 'mails that are owed' },
  'mails-sent': { what: 'mails sent, by the provider’s id' },
  asks: { what: 'asks that are not handled' },
  'ask-keys': { what: 'marks of asks that were handled' },
  forms: { what: 'forms sent' },
  allowances: { what: 'counts of mails to an address' },
  unreachable: { what: 'addresses at which no mail arrives' },
  'flood-counts': { what: 'counts of forms, by keys of networks and domains' },
  moderators: { what: 'moderators', ends: 'for good' },
  invitations: { what: 'invitations to the desk' },
  sessions: { what: 'sessions at the desk' },
  claims: { what: 'claims of requests' },
}

/** A sweep comes each minute at most: what is there for longer than this after its end is there too long. */
const tolerance = 10 * minute

/** The counts as a table in plain text, with a line below where something should be gone. */
export function reportOf(holdings: readonly Holding[], now: Date): string {
  const late = holdings.filter(({ until }) => until && until.getTime() + tolerance < now.getTime())
  const rows = [
    ['what', 'how many', 'oldest', 'the first goes'],
    ...holdings.map(one => [words[one.kind].what, String(one.count), timeIn(one.oldest), endOf(one)]),
  ]
  const widths = [0, 1, 2].map(column => Math.max(...rows.map(row => row[column]?.length ?? 0)))
  const table = rows.map(([what = '', count = '', oldest = '', end = '']) =>
    [what.padEnd(widths[0] ?? 0), count.padStart(widths[1] ?? 0), oldest.padEnd(widths[2] ?? 0), end]
      .join('  ')
      .trimEnd(),
  )
  const warning = late.map(
    ({ kind }) => `Overdue: ${words[kind].what}. Does the sweep run? ${paths.site.ready} tells.`,
  )
  return [...table, ...warning].join('\n')
}

function endOf({ kind, count, until }: Holding): string {
  if (count === 0) return ''
  return until === null ? (words[kind].ends ?? '') : timeIn(until)
}

const timeIn = (time: Date | null): string =>
  time === null ? '' : `${time.toISOString().slice(0, 16).replace('T', ' ')} UTC`
