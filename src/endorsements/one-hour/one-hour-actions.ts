import { allows } from '../../domain/actions.ts'
import { type Endorsement, isFounding, isNamed, type TransitionResult } from '../../domain/endorsement.ts'
import { eraseOwn, withdrawOwn } from '../../domain/leaving.ts'
import { revealName, withholdName } from '../../domain/withheld-name.ts'
import type { Transaction } from '../../storage/client.ts'
import type { OneHourPurpose } from '../../storage/schema/endorsements.ts'
import { storeErasure } from '../leaving/store-erasure.ts'
import { storeWithdrawal } from '../leaving/store-withdrawal.ts'
import type { OwnDeps, OwnTransition } from '../own-transition.ts'
import { storeWithheldName } from '../withheld-name/store-withheld-name.ts'

/** A press of the button, and the revision that its page showed. */
type Press = { now: Date; shownRevision: number }

/** What a one-hour link does: a rule, and what stores its answer, in the transaction that uses the link. */
type OneHourAction = {
  isPossible: (e: Endorsement) => boolean
  decide: (e: Endorsement, command: Press) => TransitionResult<Endorsement>
  store: (tx: Transaction, deps: OwnDeps, own: OwnTransition) => Promise<void>
  /** Whether it still stands as a used link left it. */
  isDone: (e: Endorsement) => boolean
}

export const oneHourActions = {
  withdraw: {
    isPossible: e => allows('withdrawOwn', e),
    decide: (e, { now }) => withdrawOwn(e, { byOneHourLink: true }, now),
    store: storeWithdrawal,
    isDone: () => true,
  },
  erase: {
    isPossible: e => allows('eraseOwn', e),
    decide: (e, { now }) => eraseOwn(e, now),
    store: storeErasure,
    isDone: () => true,
  },
  withhold: {
    isPossible: e => allows('withholdName', e) && !isFounding(e) && !e.nameWithheld,
    decide: withholdName,
    store: storeWithheldName,
    isDone: e => e.status === 'approved' && e.nameWithheld,
  },
  reveal: {
    isPossible: e => allows('revealName', e) && e.nameWithheld,
    decide: revealName,
    store: storeWithheldName,
    isDone: isNamed,
  },
} as const satisfies { [purpose in OneHourPurpose]?: OneHourAction }

export type LinkPurpose = keyof typeof oneHourActions
/** What a one-hour link can be asked for: what it does by a box and a button, and what has a form of its own. */
export type AskedPurpose = LinkPurpose | 'contact'
export const isAskedPurpose = (text: unknown): text is AskedPurpose =>
  text === 'contact' || isLinkPurpose(text)
export const isPossible = (purpose: AskedPurpose, e: Endorsement): boolean =>
  purpose === 'contact' ? allows('changeContact', e) : oneHourActions[purpose].isPossible(e)

export const linkPurposes = Object.keys(oneHourActions) as LinkPurpose[]
export const isLinkPurpose = (text: unknown): text is LinkPurpose =>
  linkPurposes.some(purpose => purpose === text)
