import { integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { bytea, moment } from './column-types.ts'

/** Messages owed. `sealed` is the rendered message; the id is its idempotency key at the provider. */
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
