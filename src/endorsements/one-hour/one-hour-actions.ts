import { allows } from '../../domain/actions.ts'
import type { Endorsement, TransitionResult } from '../../domain/endorsement.ts'
import { eraseOwn, withdrawOwn } from '../../domain/leaving.ts'
import type { Transaction } from '../../storage/client.ts'
import type { OneHourPurpose } from '../../storage/schema/endorsements.ts'
import { storeErasure } from '../leaving/store-erasure.ts'
import { type Leaving, type LeavingDeps, storeWithdrawal } from '../leaving/store-withdrawal.ts'

/** What a one-hour link does: a rule, and what stores its answer, in the transaction that uses the link. */
type OneHourAction = {
  isPossible: (e: Endorsement) => boolean
  decide: (e: Endorsement, now: Date) => TransitionResult<Endorsement>
  store: (tx: Transaction, deps: LeavingDeps, leaving: Leaving) => Promise<void>
}

export const oneHourActions = {
  withdraw: {
    isPossible: e => allows('withdrawOwn', e),
    decide: (e, now) => withdrawOwn(e, { byFreshLink: true }, now),
    store: storeWithdrawal,
  },
  erase: {
    isPossible: e => allows('eraseOwn', e),
    decide: eraseOwn,
    store: storeErasure,
  },
} as const satisfies { [purpose in OneHourPurpose]?: OneHourAction }

export type LinkPurpose = keyof typeof oneHourActions
export const linkPurposes = Object.keys(oneHourActions) as LinkPurpose[]
export const isLinkPurpose = (text: unknown): text is LinkPurpose =>
  linkPurposes.some(purpose => purpose === text)
