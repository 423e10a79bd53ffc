import { eventsAsTold, type UntoldSpan } from '../../domain/as-told.ts'
import type { Reader } from '../../storage/client.ts'
import type { Sealing } from '../../storage/sealing.ts'
import {
  findEvents,
  findSentWords,
  type OwnEvent,
  type SentWords,
} from '../../storage/stored-of-endorsement.ts'

/**
 * What happened to a request as its representative may know it, each oldest first; `untold` is for leaving out what
 * betrays the rest.
 */
export type OwnHistory = {
  events: OwnEvent[]
  words: SentWords[]
  untold: UntoldSpan[]
  /** When whoever is the contact now took another's place; null: they asked. */
  contactSince: Date | null
}

/** What was written before is another person's: their name may stand in it. */
export const isTheirs = (at: Date, contactSince: Date | null): boolean =>
  contactSince === null || at >= contactSince

export async function loadOwnHistory(
  reader: Reader,
  sealing: Sealing,
  endorsementId: string,
  now: Date,
): Promise<OwnHistory> {
  const [all, sent] = await Promise.all([
    findEvents(reader, endorsementId),
    findSentWords(reader, sealing, endorsementId),
  ])
  const { told, untold } = eventsAsTold(all, now)
  const isTold = ({ kind, revision }: SentWords) =>
    told.some(event => event.kind === eventOf[kind] && event.revision === revision)
  const contactSince = told.findLast(({ kind }) => kind === 'contact_changed')?.at ?? null
  // Neither is a decision on the request: it went at once, on a revision that it did not raise.
  const words = sent.filter(each => (isMessage(each) || isTold(each)) && isTheirs(each.at, contactSince))
  return { events: told, words, untold, contactSince }
}

/** What was mailed beside the state. */
export const isMessage = ({ kind }: SentWords): boolean => kind === 'write' || kind === 'decline'

/** The event that a decision is, beside whose words it is told: others happen on a revision that they do not raise. */
const eventOf: { [kind in SentWords['kind']]?: OwnEvent['kind'] } = {
  return: 'returned',
  reject: 'rejected',
  withdraw: 'withdrawn',
}
