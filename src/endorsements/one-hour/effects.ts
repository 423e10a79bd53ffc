import { type Endorsement, isOpen } from '../../domain/endorsement.ts'
import type { MessageKey } from '../../i18n/index.ts'
import type { LinkPurpose } from './one-hour-actions.ts'

/** What pressing the button comes to. */
type Effects = {
  happens: MessageKey[]
  /** What nobody can undo, or has to know of what comes after. */
  beyond: MessageKey[]
}

/** What a one-hour link does to an endorsement as it stands: the page says it before, and no more than is true. */
export const effectsOf = (purpose: LinkPurpose, endorsement: Endorsement, isPrivate: boolean): Effects =>
  (isPrivate && effectsInRound[purpose]?.(endorsement)) || effects[purpose](endorsement)

/** What differs while the statement is private: nobody has read anything. */
const effectsInRound: { [purpose in LinkPurpose]?: (e: Endorsement) => Effects | null } = {
  withdraw: ({ status }) =>
    status === 'approved'
      ? { happens: ['round.leave', 'leave.contact'], beyond: ['withheld.leave.final'] }
      : null,
  withhold: () => ({ happens: ['withheld.change.counted'], beyond: ['withheld.change.back'] }),
  reveal: () => ({ happens: ['round.reveal'], beyond: ['round.reveal.back'] }),
}

const effects: Record<LinkPurpose, (e: Endorsement) => Effects> = {
  withdraw: effectsOfWithdrawal,
  erase: effectsOfErasure,
  withhold: () => ({
    happens: ['leave.list', 'withheld.change.counted', 'withheld.change.page', 'withheld.change.record'],
    beyond: ['leave.copies', 'withheld.change.back'],
  }),
  reveal: () => ({
    happens: ['withheld.change.public', 'withheld.change.publicRecord'],
    beyond: ['withheld.change.unseen'],
  }),
}

function effectsOfWithdrawal({ status, nameWithheld }: Endorsement): Effects {
  if (status !== 'approved') return { happens: ['leave.stops', 'leave.contact'], beyond: [] }
  if (nameWithheld) {
    return {
      happens: ['withheld.leave.list', 'leave.record', 'leave.contact'],
      beyond: ['withheld.leave.copies', 'withheld.leave.final'],
    }
  }
  return {
    happens: ['leave.list', 'leave.page', 'leave.record', 'leave.contact'],
    beyond: ['leave.copies', 'leave.final'],
  }
}

function effectsOfErasure({ status }: Endorsement): Effects {
  const goes: MessageKey[] = ['leave.erases', 'leave.lastMail']
  const after: MessageKey[] = ['leave.hour', 'leave.unknown']
  if (status === 'approved') return { happens: [...goes, 'leave.staysListed'], beyond: after }
  return { happens: isOpen(status) ? [...goes, 'leave.stops'] : goes, beyond: after }
}
