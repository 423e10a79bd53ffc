import { allows } from './actions.ts'
import {
  type Approved,
  carriedOver,
  changedMeanwhile,
  type Endorsement,
  type TransitionResult,
  wrongStatus,
} from './endorsement.ts'
import { err, ok } from './result.ts'

/** The name leaves everything public; the organisation stays on the list and in the count. */
export function withholdName(e: Endorsement): TransitionResult<Approved> {
  if (!allows('withholdName', e) || e.nameWithheld) return wrongStatus(e)
  return setWithheld(e, { nameWithheld: true, event: 'name_withheld' })
}

/**
 * The name that was withheld stands on the public list from now on, in the place that was its own: just as the page
 * showed it, as nobody can unsee it.
 */
export function revealName(
  e: Endorsement,
  { shownRevision }: { shownRevision: number },
): TransitionResult<Approved> {
  if (e.revision !== shownRevision) return changedMeanwhile(e)
  if (!allows('revealName', e) || !e.nameWithheld) return wrongStatus(e)
  return setWithheld(e, { nameWithheld: false, event: 'name_revealed' })
}

function setWithheld(
  e: Approved,
  { nameWithheld, event }: { nameWithheld: boolean; event: 'name_withheld' | 'name_revealed' },
): TransitionResult<Approved> {
  if (e.founding) return err({ reason: 'founding' })
  const { approvedAt, signedOn, founding } = e
  const to: Approved = { ...carriedOver(e), nameWithheld, status: 'approved', approvedAt, signedOn, founding }
  return ok({ to, event, mail: 'visibility-changed', record: 'amend' })
}
