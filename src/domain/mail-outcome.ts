import { hour } from './durations.ts'

/**
 * What became of a mail that the provider took, weakest first: of two events that come in any order the stronger
 * counts.
 * - `undelivered`: it did not arrive, and that says nothing of the address, such as of a mailbox that is full.
 * - `bounced`: for good; nobody has the address. `suppressed`: the provider itself sends nothing there any more.
 */
const outcomes = [
  'delayed',
  'delivered',
  'complained',
  'undelivered',
  'failed',
  'suppressed',
  'bounced',
] as const
export type MailOutcome = (typeof outcomes)[number]

/** Why no further mail goes to an address. */
export type Unreachable = Extract<MailOutcome, 'failed' | 'suppressed' | 'bounced'>

/** Whether it may be in the recipient's mailbox, or may yet come there. */
export const hasArrived = (outcome: MailOutcome): boolean =>
  outcome === 'delayed' || outcome === 'delivered' || outcome === 'complained'

/** What is known of a mail after an event that says `told`; null where that changes nothing. */
export const afterEvent = (known: MailOutcome | null, told: MailOutcome): MailOutcome | null =>
  known === null || outcomes.indexOf(told) > outcomes.indexOf(known) ? told : null

/** A complaint stops no mail: it arrived, and where the provider stops them by it, that is an event of its own. */
export const asUnreachable = (outcome: MailOutcome): Unreachable | null =>
  outcome === 'failed' || outcome === 'suppressed' || outcome === 'bounced' ? outcome : null

/**
 * Whether whoever typed an address is told that the mail to it did not arrive. Of an address that the provider has
 * stopped they are told nothing: that would tell of an earlier mail.
 */
export const isToldToAsker = (outcome: MailOutcome | null): boolean =>
  outcome === 'bounced' || outcome === 'failed' || outcome === 'undelivered'

/** The code with which we ourselves park a mail to whose address an earlier one did not arrive. */
export const unreachableCode = 'address unreachable'

/** How long after it was sent the provider is asked what became of a mail, if it has not said so; then no more. */
export const pollAfter = [hour, 6 * hour, 24 * hour] as const
