import type { MailKind } from './endorsement.ts'
import { ownDomainOf } from './evidence/mail-providers.ts'

// Which mail goes before which.

/** What is mailed to a moderator. */
export const moderatorMailKinds = [
  'invitation',
  'moderator-joined',
  'passkey-added',
  'waiting',
  'digest',
] as const
export type ModeratorMailKind = (typeof moderatorMailKinds)[number]

/**
 * 0: somebody waits for it in front of a page; 1: what became of a request; 2: what many get, or what tells the same
 * tomorrow; 3: updates, which go to thousands and after all others.
 */
export type MailPriority = 0 | 1 | 2 | 3
/** The last of those for which one person waits. */
export const lastUrgent: MailPriority = 1

/** Every answer to an ask has the same one: how soon a mail comes must not tell whose address is known. */
const priorities: Readonly<Record<MailKind | ModeratorMailKind, MailPriority>> = {
  'confirm-endorsement': 0,
  'already-asked': 0,
  'already-listed': 0,
  'fresh-link': 0,
  'one-hour-link': 0,
  'new-contact': 0,
  'confirm-reminder': 1,
  'answer-reminder': 1,
  invitation: 0,
  'request-received': 1,
  amended: 1,
  'changes-requested': 1,
  approved: 1,
  rejected: 1,
  reopened: 1,
  corrected: 1,
  withdrawn: 1,
  message: 1,
  restored: 1,
  erased: 1,
  'visibility-changed': 1,
  'contact-notice': 1,
  'contact-changed': 1,
  'correction-proposed': 1,
  'proposal-declined': 1,
  'section-proposed': 1,
  'section-changed': 1,
  'moderator-joined': 1,
  'passkey-added': 1,
  reconfirm: 2,
  waiting: 2,
  digest: 2,
  update: 3,
}

export const priorityOf = (kind: MailKind | ModeratorMailKind): MailPriority => priorities[kind]

/**
 * With which other addresses this one takes turns: those of its registrable domain. Where anybody can have an address,
 * nobody has the others: there it stands for itself.
 */
export const shareOf = (email: string): string => ownDomainOf(email) ?? email.trim().toLowerCase()

/** In milliseconds: how far apart the mails of one share take their turns. */
export const turnDistance = 1000
