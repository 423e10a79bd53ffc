import { createHash } from 'node:crypto'
import { type Language, languages } from './language.ts'
import { countAsTwoFrom } from './newcomers.ts'
import { err, ok, type Result } from './result.ts'

// News of a statement, for the signatories that asked for it: an administrator writes it, another one sends it.

/** What an administrator writes about. */
export const writtenKinds = ['published', 'delivered', 'answered', 'news'] as const
export type WrittenKind = (typeof writtenKinds)[number]
/** `final`: the final list, which goes by itself when the list is frozen. */
export type UpdateKind = WrittenKind | 'final'

/** By language of the interface; of the final list there is none. */
export type UpdateTexts = Readonly<Partial<Record<Language, string>>>

/** The text for a reader: in their language, else in the statement's, else in the first that there is. */
export function updateTextFor(
  texts: UpdateTexts,
  wanted: Language,
  main: string,
): { language: Language; text: string } | null {
  const order = [wanted, ...languages.filter(language => language === main), ...languages]
  for (const language of order) {
    const text = texts[language]
    if (text) return { language, text }
  }
  return null
}

/** SHA-256 of the very mails: whoever agrees, agrees on exactly what they read. */
export const digestOfMails = (mails: readonly { subject: string; html: string; text: string }[]): string =>
  createHash('sha256')
    .update(JSON.stringify(mails.map(({ subject, html, text }) => [subject, html, text])))
    .digest('hex')

/** What the page showed of an update. */
export type ShownUpdate = { revision: number; digest: string }

/**
 * Whether some have yet to get it. `waiting`: mails that bring it and have not gone; until the sweep has come to the
 * end, others have none yet.
 */
export const isGoing = (
  { sentAt, finishedAt, stoppedAt }: Record<'sentAt' | 'finishedAt' | 'stoppedAt', Date | null>,
  waiting: number,
): boolean => sentAt !== null && stoppedAt === null && (finishedAt === null || waiting > 0)

export type SendRefusal =
  | { reason: 'changed_meanwhile' | 'sent_already' | 'same_administrator' | 'not_public' }
  | { reason: 'newcomer'; from: Date }

type Sendable = ShownUpdate & { writtenBy: string | null; sentAt: Date | null; isPublic: boolean }

/**
 * Sends what another administrator wrote: exactly the mails that the page showed, by a second person.
 * @param joined when the two joined last
 */
export function agreeToSend(
  update: Sendable,
  { by, joined, ...shown }: ShownUpdate & { by: string; joined: readonly Date[] },
  now: Date,
): Result<null, SendRefusal> {
  if (update.sentAt !== null) return err({ reason: 'sent_already' })
  if (!update.isPublic) return err({ reason: 'not_public' })
  if (update.revision !== shown.revision || update.digest !== shown.digest)
    return err({ reason: 'changed_meanwhile' })
  if (update.writtenBy === by) return err({ reason: 'same_administrator' })
  const from = countAsTwoFrom(joined, now)
  return from ? err({ reason: 'newcomer', from }) : ok(null)
}
