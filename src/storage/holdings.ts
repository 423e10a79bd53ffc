import { type SQL, sql } from 'drizzle-orm'
import {
  claimPeriod,
  contactRetention,
  day,
  longestSession,
  sameAskPeriod,
  sentFormLifetime,
  unreachablePeriod,
} from '../domain/durations.ts'
import { endedStatuses, openStatuses, undecidedStatuses } from '../domain/endorsement.ts'
import type { Reader } from './client.ts'

/** What is held about people, by kind, in the order in which a report lists it. */
const holdingKinds = [
  'contacts-waiting',
  'contacts-listed',
  'contacts-ended',
  'contact-changes',
  'remarks',
  'details',
  'proposals',
  'links-confirm',
  'links-private',
  'links-hour',
  'links-contact',
  'mails-owed',
  'mails-sent',
  'asks',
  'ask-keys',
  'forms',
  'allowances',
  'unreachable',
  'flood-counts',
  'moderators',
  'invitations',
  'sessions',
  'claims',
] as const
export type HoldingKind = (typeof holdingKinds)[number]

/** `until`: when the first of it goes by itself; null where that depends on something else, or nothing is held. */
export type Holding = { kind: HoldingKind; count: number; oldest: Date | null; until: Date | null }

const after = (time: string, milliseconds: number): SQL =>
  sql`min(${sql.raw(time)}) + ${`${milliseconds} milliseconds`}::interval`
const never = sql`NULL::timestamptz`
const inStates = (states: readonly string[]) => sql.raw(states.map(state => `'${state}'`).join(', '))
const endedAt = 'coalesce(e.rejected_at, e.withdrawn_at, e.expired_at)'
const contacts = sql.raw('contacts c JOIN endorsements e ON e.id = c.endorsement_id')

/** From where each kind is counted, since when the oldest is there, and when the first of it goes. */
const counted: Record<HoldingKind, { from: SQL; oldest: string; until: SQL }> = {
  'contacts-waiting': {
    from: sql`${contacts} WHERE e.status IN (${inStates(openStatuses)})`,
    oldest: 'e.requested_at',
    until: never,
  },
  'contacts-listed': {
    from: sql`${contacts} WHERE e.status = 'approved'`,
    oldest: 'e.approved_at',
    until: never,
  },
  'contacts-ended': {
    from: sql`${contacts} WHERE e.status IN (${inStates(endedStatuses)})`,
    oldest: endedAt,
    until: after(endedAt, contactRetention),
  },
  'contact-changes': {
    from: sql`contact_changes`,
    oldest: 'proposed_at',
    until: after('expires_at', 0),
  },
  remarks: { from: sql`remarks r JOIN log l ON l.id = r.log_id`, oldest: 'l.at', until: never },
  details: {
    from: sql`details d JOIN endorsements e ON e.id = d.endorsement_id`,
    oldest: 'e.requested_at',
    until: never,
  },
  proposals: { from: sql`proposals`, oldest: 'proposed_at', until: never },
  'links-confirm': links(sql`t.purpose = 'confirm'`),
  'links-private': links(sql`t.purpose = 'private'`),
  'links-hour': links(sql`t.purpose NOT IN ('confirm', 'private', 'new-contact', 'contact-objection')`),
  'links-contact': links(sql`t.purpose IN ('new-contact', 'contact-objection')`),
  'mails-owed': {
    from: sql`outbox WHERE sealed IS NOT NULL`,
    oldest: 'created_at',
    until: after('created_at', contactRetention),
  },
  'mails-sent': {
    from: sql`outbox WHERE provider_id IS NOT NULL`,
    oldest: 'sent_at',
    until: after('sent_at', contactRetention),
  },
  asks: { from: sql`asks WHERE sealed IS NOT NULL`, oldest: 'asked_at', until: after('asked_at', day) },
  'ask-keys': {
    from: sql`asks WHERE sealed IS NULL`,
    oldest: 'asked_at',
    until: after('asked_at', sameAskPeriod),
  },
  forms: {
    from: sql`(SELECT expires_at, expires_at - ${`${sentFormLifetime} milliseconds`}::interval AS sent_at FROM sent_forms) f`,
    oldest: 'f.sent_at',
    until: after('f.expires_at', 0),
  },
  allowances: { from: sql`mail_allowances`, oldest: 'since', until: after('since', day) },
  unreachable: {
    from: sql`unreachable_addresses`,
    oldest: 'since',
    until: after('since', unreachablePeriod),
  },
  // When a count began is not kept.
  'flood-counts': { from: sql`flood_counts`, oldest: 'NULL::timestamptz', until: after('ends_at', 0) },
  moderators: { from: sql`moderators`, oldest: 'created_at', until: never },
  invitations: {
    from: sql`invitations`,
    oldest: 'created_at',
    until: after('expires_at', contactRetention),
  },
  sessions: { from: sql`sessions`, oldest: 'created_at', until: after('created_at', longestSession) },
  claims: { from: sql`claims`, oldest: 'claimed_at', until: after('claimed_at', claimPeriod) },
}

function links(condition: SQL) {
  // The confirm links of what waits stay as long as it does: they go by themselves only after that.
  const waits = sql`SELECT FROM endorsements e WHERE e.id = t.endorsement_id AND e.status IN (${inStates(undecidedStatuses)})`
  return {
    from: sql`(SELECT t.created_at, CASE WHEN NOT (t.purpose = 'confirm' AND EXISTS (${waits})) THEN t.expires_at END AS ends_at
      FROM tokens t WHERE ${condition}) k`,
    oldest: 'k.created_at',
    until: after('k.ends_at', contactRetention),
  }
}

/** How much is held of each kind and how old it is: nothing that names anybody. */
export async function countHoldings(reader: Reader): Promise<Holding[]> {
  const each = holdingKinds.map(kind => {
    const { from, oldest, until } = counted[kind]
    return sql`SELECT ${kind}::text AS kind, count(*)::integer AS count, min(${sql.raw(oldest)}) AS oldest, ${until} AS until FROM ${from}`
  })
  const rows = await reader.execute<{ kind: HoldingKind; count: number; oldest: unknown; until: unknown }>(
    sql.join(each, sql` UNION ALL `),
  )
  return rows.map(({ kind, count, oldest, until }) => ({
    kind,
    count,
    oldest: asDate(oldest),
    until: asDate(until),
  }))
}

/** A raw query's times come as text, or as Dates, by what reads them. */
const asDate = (time: unknown): Date | null => (time === null ? null : new Date(time as string | Date))
