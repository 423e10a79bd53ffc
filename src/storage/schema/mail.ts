import { sql } from 'drizzle-orm'
import { boolean, integer, pgTable, primaryKey, smallint, text, uuid } from 'drizzle-orm/pg-core'
import type { MailOutcome, Unreachable } from '../../domain/mail-outcome.ts'
import { bytea, moment } from './column-types.ts'

/**
 * Why no machine tries a message again:
 * - `address`: the provider does not take its recipient; `message`: it does not take what it says;
 * - `unknown`: whether it went nobody knows; `too-late`: the provider knows its key no more.
 */
export type ParkedAs = 'address' | 'message' | 'unknown' | 'too-late'

/**
 * Messages owed. `sealed` is the rendered message; the id is its idempotency key at the provider. A trigger,
 * `forget_mail_share` in `drizzle/0039_mail_turns.sql`, takes `share` and `source` from what is wiped, and `parkedAs`
 * from what is not parked.
 */
export const outbox = pgTable('outbox', {
  id: uuid().primaryKey(),
  /** For its representative, or for the moderator below: one of the two. */
  endorsementId: uuid('endorsement_id'),
  kind: text().notNull(),
  /** Null once the message was accepted or taken back. */
  sealed: bytea(),
  createdAt: moment('created_at').notNull(),
  nextAttemptAt: moment('next_attempt_at').notNull(),
  attempts: integer().notNull().default(0),
  firstAttemptAt: moment('first_attempt_at'),
  leasedUntil: moment('leased_until'),
  sentAt: moment('sent_at'),
  /** For an operator who looks for a message at the provider. */
  providerId: text('provider_id'),
  /** No machine tries it again: a person has to look. */
  parkedAt: moment('parked_at'),
  cancelledAt: moment('cancelled_at'),
  /** For an operator: why it waits or was parked. */
  lastError: text('last_error'),
  moderatorId: uuid('moderator_id'),
  /** `priorityOf` in src/domain/mail-order.ts. */
  priority: smallint().notNull().default(1),
  /** Within its priority the earliest goes first. */
  turn: moment('turn').notNull().default(sql`now()`),
  /** HMAC of whom the recipient takes turns with, `shareOf`. */
  share: bytea(),
  /** HMAC of what caused the mail, where that is known. */
  source: bytea(),
  parkedAs: text('parked_as').$type<ParkedAs>(),
  /** The ask that it answers, for the page that waits for it. */
  askId: uuid('ask_id'),
  /** What became of it after the provider took it; null: nothing is known yet. */
  delivery: text().$type<MailOutcome>(),
  deliveryAt: moment('delivery_at'),
  /** How often the provider was asked about it, and when last. */
  polls: smallint().notNull().default(0),
  polledAt: moment('polled_at'),
  /** The update that it brings: each recipient gets it once. */
  updateId: uuid('update_id'),
})

/** Where no mail about an endorsement goes, by the look-up of the address. */
export const unreachableAddresses = pgTable('unreachable_addresses', {
  lookup: bytea().primaryKey(),
  reason: text().$type<Unreachable>().notNull(),
  since: moment('since').notNull(),
})

/** Events of the provider that were taken in, by its ids. */
export const deliveryEvents = pgTable('delivery_events', {
  id: text().primaryKey(),
  receivedAt: moment('received_at').notNull(),
})

/** One row: when the next mail may go, of all processes. */
export const mailPace = pgTable('mail_pace', {
  single: boolean().primaryKey().default(true),
  nextAt: moment('next_at').notNull(),
  restsUntil: moment('rests_until'),
  /** The provider's code while it refuses our account. */
  accountRefusal: text('account_refusal'),
  /** Whether moderators were told of it; of no meaning while there is none. */
  refusalTold: boolean('refusal_told').notNull().default(false),
})

/**
 * `renewal`: that the first two begin anew, as the owner of the address said "this was not us". `one-hour-link`: to one
 * address about one endorsement.
 */
export type AllowancePurpose = 'ask' | 'fresh-link' | 'renewal' | 'one-hour-link' | 'new-contact'

/** How many mails strangers have caused to one address within a day. */
export const mailAllowances = pgTable(
  'mail_allowances',
  {
    /** Of the mailbox; for one-hour links and mails to a new contact an HMAC of the endorsement and the address. */
    emailLookup: bytea('email_lookup').notNull(),
    purpose: text().$type<AllowancePurpose>().notNull(),
    since: moment('since').notNull(),
    used: integer().notNull(),
  },
  t => [primaryKey({ columns: [t.emailLookup, t.purpose] })],
)
