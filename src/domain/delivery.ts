import { hour } from './durations.ts'

/**
 * What became of a mail that the provider took, weakest first: of two pieces of news that come in any order the
 * stronger counts.
 * - `undelivered`: it did not arrive, and that says nothing of the address, such as of a mailbox that is full.
 * - `bounced`: for good; nobody has the address. `suppressed`: the provider itself sends nothing there any more.
 */
const deliveries = [
  'delayed',
  'delivered',
  'complained',
  'undelivered',
  'failed',
  'suppressed',
  'bounced',
] as const
export type Delivery = (typeof deliveries)[number]

/** Why no further mail goes to an address. */
export type Unreachable = Extract<Delivery, 'failed' | 'suppressed' | 'bounced'>

/** Whether it may be in the recipient's mailbox, or may yet come there. */
export const hasArrived = (delivery: Delivery): boolean =>
  delivery === 'delayed' || delivery === 'delivered' || delivery === 'complained'

/** What is known of a mail after a piece of news; null where that changes nothing. */
export const afterNews = (known: Delivery | null, news: Delivery): Delivery | null =>
  known === null || deliveries.indexOf(news) > deliveries.indexOf(known) ? news : null

/** A complaint stops no mail: it arrived, and where the provider stops them by it, that is news of its own. */
export const asUnreachable = (delivery: Delivery): Unreachable | null =>
  delivery === 'failed' || delivery === 'suppressed' || delivery === 'bounced' ? delivery : null

/**
 * Whether whoever typed an address is told that the mail to it did not arrive. Of an address that the provider has
 * stopped they are told nothing: that would tell of an earlier mail.
 */
export const isToldToAsker = (delivery: Delivery | null): boolean =>
  delivery === 'bounced' || delivery === 'failed' || delivery === 'undelivered'

/** How long after it was sent the provider is asked what became of a mail, if it has not said so; then no more. */
export const pollAfter = [hour, 6 * hour, 24 * hour] as const
