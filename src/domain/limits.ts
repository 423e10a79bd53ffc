import { day, hour, minute, second } from './durations.ts'

// The limits that texts tell people of; src/i18n/limits.ts hands them to the messages. Those of an endorsement's life
// stand in endorsement.ts, and that of undoing in moderation.ts. Times in milliseconds, lengths in characters.

/** How long a link to the private page works. People look for a mail again long after it came. */
export const privateLinkLifetime = 365 * day

/** How long an invitation holds. A person carries the one to a device in their hand. */
export const invitationPeriod = { join: 24 * hour, device: 15 * minute }

/** How long somebody who joined, or joined anew with other passkeys, is no second person beside a colleague. */
export const newcomerPeriod = 24 * hour

/** How long a session may rest, and how long it lasts at most. */
export const idleLimit = 30 * minute
export const absoluteLimit = 12 * hour

/** How long a shown passkey opens the doors that ask for a fresh one. */
export const freshPeriod = 5 * minute

/** Who confirms sooner than this after asking is faster than most people are. */
export const fastConfirmation = 10 * second

/** The name of an organisation, of a person, of a role. */
export const longestName = 200
export const longestWebsite = 500
export const longestComment = 280
/** RFC 5321, 4.5.3.1.3, without the brackets. */
export const longestEmail = 254
export const longestSearch = 200
/** A moderator's reason, question or note. */
export const longestModeratorText = 2000

/** The body of a form, in bytes. */
export const largestForm = 64 * 1024
/** Rows of the moderation log in one file. */
export const mostExported = 100_000
