import { utcDate } from '../../domain/dates.ts'
import type { Endorsement, Status } from '../../domain/endorsement.ts'
import { changesDueBy } from '../../domain/endorsing.ts'
import { contactErasedAt } from '../../domain/leaving.ts'
import { formatDate, type Language, type MessageKey } from '../../i18n/index.ts'
import { wordsFor } from '../../organisations/words-for.ts'

// How a request stands, in the words of its own page.

type Standing = Status | 'removed' | 'left' | 'stopped'

/** A withdrawal by where it was withdrawn from, and by whom. */
function standingOf(e: Endorsement): Standing {
  if (e.status !== 'withdrawn') return e.status
  if (e.byRepresentative) return e.was ? 'left' : 'stopped'
  return e.was ? 'removed' : 'withdrawn'
}

/** The same of one that is counted, or was, and not named, where the name makes a difference to the words. */
const ofWithheld: { [standing in Standing]?: 'counted' | 'removed' | 'left' } = {
  approved: 'counted',
  removed: 'removed',
  left: 'left',
}
const withheldStandingOf = (e: Endorsement) => (e.nameWithheld ? ofWithheld[standingOf(e)] : undefined)

/** What differs while its statement is private: nobody reads a name. */
const inRound: { [standing in Standing]?: Record<'title' | 'text', MessageKey> } = {
  approved: { title: 'round.mail.approved', text: 'round.mail.approved.intro' },
  removed: { title: 'private.withdrawn.title', text: 'private.withdrawn.text' },
  left: { title: 'private.left.title', text: 'round.leave' },
}

const standingInRound = (e: Endorsement, isPrivate: boolean) => {
  const isCounted = e.status === 'approved' && e.nameWithheld
  return isPrivate && !isCounted ? inRound[standingOf(e)] : undefined
}

/** How it stands, in a few words. */
export function standingTitle(e: Endorsement, isPrivate: boolean): MessageKey {
  const withheld = withheldStandingOf(e)
  const own = standingInRound(e, isPrivate)
  if (own) return own.title
  return withheld ? `withheld.${withheld}.title` : `private.${standingOf(e)}.title`
}

/** What this means and what happens next, with the day by which something does. */
export function standingText(lang: Language, e: Endorsement, isPrivate: boolean): string {
  const t = wordsFor(lang, e)
  const withheld = withheldStandingOf(e)
  const own = standingInRound(e, isPrivate)
  if (own) return t(own.text)
  if (withheld) return t(`withheld.${withheld}.text`)
  return t(`private.${standingOf(e)}.text`, { date: dueBy(lang, e) })
}

function dueBy(lang: Language, e: Endorsement): string {
  if (e.status === 'requested') return formatDate(lang, utcDate(e.expiresAt))
  return e.status === 'returned' ? formatDate(lang, utcDate(changesDueBy(e))) : ''
}

/** Until when the private data is kept: the rule, or the day. */
export function keptUntil(lang: Language, e: Endorsement): string {
  const t = wordsFor(lang, e)
  const erasedAt = contactErasedAt(e)
  if (erasedAt) return t('private.kept.ended', { date: formatDate(lang, utcDate(erasedAt)) })
  return t(e.status === 'approved' ? 'private.kept.listed' : 'private.kept.waiting')
}
