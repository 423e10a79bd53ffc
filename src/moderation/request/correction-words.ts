import type { MessageKey } from '../../i18n/index.ts'
import type { RequestView } from './request-view.ts'

type CorrectionWords = {
  /** Undefined: what the frame says of the action. */
  lead: MessageKey | undefined
  /** Above the fields: where they are shown. */
  note: MessageKey
  submit: MessageKey
}

/** What the pages of a correction say of it: nobody reads a withheld name, or one in a private round. */
export function correctionWords({
  endorsement: { nameWithheld },
  round,
}: Pick<RequestView, 'endorsement' | 'round'>): CorrectionWords {
  const submit = 'withheld.desk.correct.submit'
  if (nameWithheld) return { lead: 'withheld.desk.correct.lead', note: 'withheld.preview', submit }
  if (round.isPrivate) return { lead: undefined, note: 'round.desk.correct.note', submit }
  return { lead: undefined, note: 'desk.correct.note', submit: 'desk.correct.submit' }
}
