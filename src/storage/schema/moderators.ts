import { bigint, boolean, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import type { Language } from '../../domain/language.ts'
import { utc } from '../../domain/time-zones.ts'
import { bytea, moment } from './column-types.ts'

export const moderatorRoles = ['moderator', 'administrator'] as const
export type ModeratorRole = (typeof moderatorRoles)[number]
export type ModeratorStatus = 'invited' | 'active' | 'suspended'

export const moderators = pgTable('moderators', {
  id: uuid().primaryKey(),
  /** Name and address. */
  sealed: bytea().notNull(),
  emailLookup: bytea('email_lookup').notNull(),
  role: text().$type<ModeratorRole>().notNull(),
  status: text().$type<ModeratorStatus>().notNull(),
  language: text().$type<Language>().notNull(),
  /** An IANA name; one that this runtime does not know is as UTC. */
  timeZone: text('time_zone').notNull().default(utc),
  /** Which mails the moderator wants: that something waits, the week's digest. */
  tellWaiting: boolean('tell_waiting').notNull().default(true),
  tellDigest: boolean('tell_digest').notNull().default(true),
  /** Decides on the statements of {@link moderatorStatements} alone, and sees no others: on none where none is left. */
  limited: boolean().notNull().default(false),
  /** When the moderator last looked at the queue, and when each of the two mails was last owed. */
  seenQueueAt: moment('seen_queue_at'),
  toldWaitingAt: moment('told_waiting_at'),
  toldDigestAt: moment('told_digest_at'),
  createdAt: moment('created_at').notNull(),
})

export const moderatorStatements = pgTable(
  'moderator_statements',
  { moderatorId: uuid('moderator_id').notNull(), statement: text().notNull() },
  t => [primaryKey({ columns: [t.moderatorId, t.statement] })],
)

export const passkeys = pgTable('passkeys', {
  id: text().primaryKey(),
  moderatorId: uuid('moderator_id').notNull(),
  publicKey: bytea('public_key').notNull(),
  counter: bigint({ mode: 'number' }).notNull(),
  transports: text().notNull(),
  backedUp: boolean('backed_up').notNull(),
  createdAt: moment('created_at').notNull(),
  lastUsedAt: moment('last_used_at'),
})

/** What a person makes a passkey with, once. `moderatorId` is null where the command line invites. */
export const invitations = pgTable('invitations', {
  hash: bytea().primaryKey(),
  moderatorId: uuid('moderator_id'),
  purpose: text().$type<'join' | 'device'>().notNull(),
  createdAt: moment('created_at').notNull(),
  expiresAt: moment('expires_at').notNull(),
  usedAt: moment('used_at'),
  sealed: bytea(),
  role: text().$type<ModeratorRole>(),
  language: text().$type<Language>(),
})

/** Challenges of passkeys that were answered: none is taken twice. */
export const usedChallenges = pgTable('used_challenges', {
  hash: bytea().primaryKey(),
  expiresAt: moment('expires_at').notNull(),
})

export const sessions = pgTable('sessions', {
  hash: bytea().primaryKey(),
  moderatorId: uuid('moderator_id').notNull(),
  createdAt: moment('created_at').notNull(),
  seenAt: moment('seen_at').notNull(),
  /** When the passkey was last shown. */
  verifiedAt: moment('verified_at').notNull(),
})
