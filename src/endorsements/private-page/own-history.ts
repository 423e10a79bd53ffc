import { eventsAsTold, type UntoldSpan } from '../../domain/as-told.ts'
import type { Reader } from '../../storage/client.ts'
import { findEvents, findSentWords, type OwnEvent, type SentWords } from '../../storage/own-history.ts'
import type { Sealing } from '../../storage/sealing.ts'

/** What happened to a request as its representative may know it, each oldest first; `untold` is for leaving out what betrays the rest. */
export type OwnHistory = { events: OwnEvent[]; words: SentWords[]; untold: UntoldSpan[] }

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
  const revisions = new Set(told.map(({ revision }) => revision))
  // A message is no decision: it went at once, on a revision that it did not raise.
  const words = sent.filter(({ kind, revision }) => kind === 'write' || revisions.has(revision))
  return { events: told, words, untold }
}
