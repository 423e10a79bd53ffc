import { allows } from './actions.ts'
import { utcDate } from './dates.ts'
import {
  type Approved,
  carriedOver,
  changedMeanwhile,
  type Endorsement,
  isFounding,
  type TransitionResult,
  wrongStatus,
} from './endorsement.ts'
import { cancelQuestion } from './endorsing.ts'
import { err, ok } from './result.ts'
import type { PresentText } from './statement.ts'

// How a signatory signs anew, once what the statement says has changed. An editorial version asks nobody for anything.

/** The version that a signatory may sign; null where it signed what the text says now, or where nobody can be asked. */
export const versionToSign = (e: Endorsement, text: PresentText): number | null =>
  allows('reconfirm', e) && !isFounding(e) && e.version < text.saysSince ? text.version : null

/**
 * Puts a founding signatory under its statement's present text, by the word of an administrator: nobody asks it. The
 * day that it signed on stays: it is the statement's own word.
 */
export function signForFounding(e: Endorsement, text: PresentText): TransitionResult<Approved> {
  if (e.status !== 'approved' || !isFounding(e)) return wrongStatus(e)
  if (e.version >= text.saysSince) return err({ reason: 'signed_already' })
  const { approvedAt, signedOn, founding } = e
  const to: Approved = {
    ...carriedOver(e),
    version: text.version,
    status: 'approved',
    approvedAt,
    signedOn,
    founding,
  }
  return ok({ to, event: 'reconfirmed', mail: null, record: 'endorse' })
}

/** What the page showed: the request as it stood, and the version that its button signs, in which language. */
type Shown = { shownRevision: number; shownVersion: number; textLanguage: string }

/**
 * Puts the signature under the version that the representative read. The day beside the name becomes the day of this
 * signature, as it stands beside this version; the record keeps the earlier one. The place on the list stays.
 */
export function reconfirm(
  e: Endorsement,
  { shownRevision, shownVersion, textLanguage, text }: Shown & { text: PresentText },
  now: Date,
): TransitionResult<Approved> {
  if (!allows('reconfirm', e)) return wrongStatus(e)
  if (isFounding(e)) return err({ reason: 'founding' })
  if (e.version >= text.saysSince) return err({ reason: 'signed_already' })
  if (shownVersion !== text.version) return err({ reason: 'version_changed' })
  if (e.revision !== shownRevision) return changedMeanwhile(e)
  const to: Approved = {
    ...carriedOver(e),
    version: text.version,
    textLanguage,
    status: 'approved',
    approvedAt: e.approvedAt,
    signedOn: utcDate(now),
    founding: false,
  }
  return ok({ to, event: 'reconfirmed', mail: null, record: 'endorse', ...cancelQuestion(e) })
}
