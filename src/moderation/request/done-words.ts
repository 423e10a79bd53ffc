import type { Endorsement, EventKind } from '../../domain/endorsement.ts'
import { type DecisionMail, decisionMails, undoableUntil } from '../../domain/moderation.ts'
import type { MessageKey } from '../../i18n/index.ts'
import type { Actor } from '../../storage/schema/endorsements.ts'

/** What a withheld name's decision did, where it is said otherwise. */
const ofWithheld: { [kind in EventKind]?: MessageKey } = {
  approved: 'withheld.desk.done.approved',
  corrected: 'withheld.desk.done.corrected',
  restored: 'withheld.desk.done.restored',
}

/** The same in a private round, where no list is public. */
const inRound: { [kind in EventKind]?: MessageKey } = {
  approved: 'round.desk.done.approved',
  corrected: 'withheld.desk.done.corrected',
  restored: 'round.desk.done.restored',
}

const isDecision = (kind: EventKind): kind is keyof typeof decisionMails => Object.hasOwn(decisionMails, kind)

/** The mail that follows from what a moderator did. */
export const mailAfter = (kind: EventKind): DecisionMail | null =>
  isDecision(kind) ? decisionMails[kind] : null

/**
 * What was done, by the last event: the state alone would call a correction an approval. Where the representative or
 * another moderator's first approval came last, how it stands.
 */
export function wordsFor({
  endorsement: e,
  last: { kind, actor },
  moderator,
  isPrivate,
}: {
  endorsement: Endorsement
  last: { kind: EventKind; actor: Actor }
  moderator: string
  /** Whether its statement is in its private round. */
  isPrivate: boolean
}): MessageKey {
  if (kind === 'first_approved' && e.status === 'confirmed' && e.firstApproval?.by === moderator)
    return 'desk.done.first'
  if (actor !== 'moderator' || !isDecision(kind))
    return isPrivate && e.status === 'approved' ? 'round.desk.done.approved' : `desk.state.${e.status}`
  if (isPrivate && !e.nameWithheld) return wordsInRound(e, kind)
  if (kind === 'withdrawn' && e.status === 'withdrawn' && e.was)
    return e.nameWithheld ? 'withheld.desk.done.removed' : 'desk.done.removed'
  return (e.nameWithheld && ofWithheld[kind]) || `desk.done.${kind}`
}

function wordsInRound(e: Endorsement, kind: keyof typeof decisionMails): MessageKey {
  if (kind === 'withdrawn' && e.status === 'withdrawn' && e.was) return 'round.desk.done.removed'
  return inRound[kind] ?? `desk.done.${kind}`
}

/**
 * When the mail goes, if one is owed: nobody can be told whose contact is erased, or who was not told of a rejection
 * either.
 */
export function whenMailed(e: Endorsement, { isOwed, now }: { isOwed: boolean; now: Date }): MessageKey {
  if (!isOwed) return 'desk.done.mail.none'
  return undoableUntil(e, now) ? 'desk.done.mail.waits' : 'desk.done.mail.onItsWay'
}
