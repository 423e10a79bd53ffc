import { allows } from './actions.ts'
import { day, sameAskPeriod } from './durations.ts'
import {
  carriedOver,
  changedMeanwhile,
  type Endorsement,
  type DeskError,
  isFounding,
  type Requested,
  type TransitionResult,
  wrongStatus,
} from './endorsement.ts'
import { linkExpiry, resendLink } from './endorsing.ts'
import { messagesADay } from './limits.ts'
import { err, ok, type Result } from './result.ts'

// How moderators reach whoever asked, without deciding.

/** The revision that the moderator saw. */
type ShownRevision = { shownRevision: number }
/** `isProved`: a link has proved the request's address, be it long ago. */
type Proof = { isProved: boolean }
/**
 * What can be done depends on whether the contact is kept or about to change, and on how many messages went to it
 * within a day.
 */
type Circumstances = Proof & { hasContact: boolean; hasChange: boolean; messagesToday: number }

/** What the desk offers; the rules below decide for themselves once more. */
export const waysToReach = (
  e: Endorsement,
  { hasContact, hasChange, isProved, messagesToday }: Circumstances,
) => ({
  write: hasContact && isProved && mayWriteAfter(messagesToday),
  areMessagesSpent: hasContact && isProved && !mayWriteAfter(messagesToday),
  sendLink: hasContact && allows('resend', e),
  nameContact: hasContact && isProved && !hasChange && !isFounding(e) && allows('changeContact', e),
  readdress: hasContact && !isProved && allows('readdress', e),
})

const mayWriteAfter = (messagesToday: number): boolean => messagesToday < messagesADay

/** What moderators wrote to a representative. */
export type SentMessage = { readonly at: Date; readonly text: string }

/** Those of a day, which the next one is counted with. */
export const messagesOfDay = <Entry extends { at: Date }>(messages: readonly Entry[], now: Date): Entry[] =>
  messages.filter(({ at }) => at.getTime() > now.getTime() - day)

/**
 * Writes to the representative; the state stays, and so does the revision. The same text again within
 * {@link sameAskPeriod} is the same message, which a button that is pressed twice sends once.
 *
 * @returns whether a mail is owed
 */
export function write(
  e: Endorsement,
  {
    shownRevision,
    isProved,
    text,
    messages,
  }: ShownRevision & Proof & { text: string; messages: readonly SentMessage[] },
  now: Date,
): Result<boolean, DeskError> {
  if (e.revision !== shownRevision) return changedMeanwhile(e)
  if (!isProved) return err({ reason: 'address_unproved' })
  const sameSince = now.getTime() - sameAskPeriod
  if (messages.some(message => message.text === text && message.at.getTime() > sameSince)) return ok(false)
  return mayWriteAfter(messagesOfDay(messages, now).length) ? ok(true) : err({ reason: 'messages_spent' })
}

/** The confirm link once more to the same address, on the revision that the moderator saw: of two presses one sends. */
export function sendLink(
  e: Endorsement,
  { shownRevision }: ShownRevision,
  now: Date,
): TransitionResult<Requested, DeskError> {
  if (e.revision !== shownRevision) return changedMeanwhile(e)
  const resent = resendLink(e, now)
  return resent.ok ? resent : wrongStatus(e)
}

/**
 * Puts another address in the place of one that nobody has proved, such as a typo that its owner told of. What was
 * mailed to the old one opens nothing any more; the new one is to be confirmed like any other.
 */
export function readdress(
  e: Endorsement,
  { shownRevision, isProved, isSame }: ShownRevision & Proof & { isSame: boolean },
  now: Date,
): TransitionResult<Requested, DeskError> {
  if (e.revision !== shownRevision) return changedMeanwhile(e)
  if (!allows('readdress', e)) return wrongStatus(e)
  if (isProved) return err({ reason: 'address_proved' })
  if (isSame) return err({ reason: 'same_address' })
  const to: Requested = {
    ...carriedOver(e),
    status: 'requested',
    requestedAt: e.requestedAt,
    expiresAt: linkExpiry(now),
  }
  return ok({ to, event: 'readdressed', mail: 'confirm-endorsement', record: null })
}
