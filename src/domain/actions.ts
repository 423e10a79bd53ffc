import { type Endorsement, isFounding, type Status } from './endorsement.ts'

/**
 * From which states each action is possible. The transitions of these names guard by this table, the desk offers by it,
 * and a test holds every one of them to it in every state.
 */
export const statesFor = {
  // The representative's.
  resend: ['requested', 'expired'],
  confirm: ['requested'],
  revise: ['requested'],
  supersede: ['requested', 'expired'],
  disown: ['requested', 'confirmed', 'returned'],
  amend: ['confirmed', 'returned'],
  reconfirm: ['approved'],
  withdrawOwn: ['confirmed', 'returned', 'approved'],
  changeContact: ['confirmed', 'returned', 'approved'],
  eraseOwn: ['requested', 'confirmed', 'returned', 'approved', 'rejected', 'withdrawn', 'expired'],
  withholdName: ['approved'],
  revealName: ['approved'],
  // A moderator's, in the order in which the desk offers them.
  approve: ['confirmed'],
  reject: ['confirmed', 'returned'],
  return: ['confirmed'],
  undo: ['returned', 'rejected'],
  correct: ['approved'],
  withdraw: ['confirmed', 'returned', 'approved'],
  restore: ['withdrawn'],
  reopen: ['rejected'],
  readdress: ['requested', 'expired'],
  // The clock's.
  expire: ['requested', 'returned'],
} as const satisfies Record<string, readonly Status[]>

export type Action = keyof typeof statesFor

type PossibleFor<A extends Action> = Extract<Endorsement, { status: (typeof statesFor)[A][number] }>

/** Whether the state allows an action. Revision, time and moderator are the transition's to check. */
export const allows = <A extends Action>(action: A, e: Endorsement): e is PossibleFor<A> =>
  (statesFor[action] as readonly Status[]).includes(e.status)

/** What a moderator decides on a page of its own; undoing has a button beside the decision. */
export const moderatorActions = [
  'approve',
  'reject',
  'return',
  'correct',
  'withdraw',
  'restore',
  'reopen',
] as const
export type ModeratorAction = (typeof moderatorActions)[number]

/** Reopening and restoring are mailed, so a contact is needed. A founding signatory has none. */
export const needsContact = (action: ModeratorAction, e: Endorsement): boolean =>
  (action === 'reopen' || action === 'restore') && !isFounding(e)

/** What an offer depends on beside the state; `isNameTaken`: another signatory of the list has one of its names. */
type Circumstances = { hasContact: boolean; isNameTaken: boolean }

/**
 * What the desk offers to decide. Nobody comes onto the list under another signatory's name. Beside it undoing is
 * offered (`undoableUntil` in src/domain/moderation.ts), ways to reach (src/domain/reaching.ts) and claims
 * (src/domain/claims.ts).
 */
export function moderatorActionsOn(
  e: Endorsement,
  { hasContact, isNameTaken }: Circumstances,
): ModeratorAction[] {
  return moderatorActions.filter(
    action =>
      allows(action, e) &&
      isOffered(action, e) &&
      (hasContact || !needsContact(action, e)) &&
      !(isNameTaken && putsOntoList(action)),
  )
}

const putsOntoList = (action: ModeratorAction): boolean => action === 'approve' || action === 'restore'

/** Whether a decision may put it onto the list, whatever else stands against that. */
export const mayComeOntoList = (e: Endorsement): boolean =>
  moderatorActions.some(action => putsOntoList(action) && allows(action, e) && isOffered(action, e))

/** A founding signatory's entry is the statement's own. */
export const isCorrectable = (e: Endorsement): boolean => allows('correct', e) && !e.founding

function isOffered(action: ModeratorAction, e: Endorsement): boolean {
  switch (action) {
    case 'correct':
      return isCorrectable(e)
    case 'restore':
      return e.status === 'withdrawn' && e.was !== null && !e.byRepresentative
    default:
      return true
  }
}
