import { formatMomentInZone, type Language, translator } from '../src/i18n/index.ts'
import type { Block } from './letter.ts'

/** Whether a statement is still private and when it goes public, and until when it can be signed. */
export type StatementMoments = {
  isPrivate: boolean
  publishAt: Date | null
  closesAt: Date | null
  timeZone: string
}

type TimesProps = { lang: Language; times?: StatementMoments | undefined }

/** That the statement is private, and when it goes public; nothing of one that is public. */
export function aboutRound({ lang, times }: TimesProps): Block[] {
  if (!times?.isPrivate) return []
  const t = translator(lang)
  const when =
    times.publishAt === null
      ? t('round.byHand')
      : t('round.at', { moment: formatMomentInZone(lang, times.publishAt, times.timeZone) })
  return [{ kind: 'paragraph', text: `${t('round.mail')} ${when}` }]
}

/** The deadline, and what it means for a request; nothing where there is none. */
export function aboutDeadline({ lang, times }: TimesProps): Block[] {
  if (!times || times.closesAt === null) return []
  const t = translator(lang)
  const moment = formatMomentInZone(lang, times.closesAt, times.timeZone)
  return [{ kind: 'paragraph', text: `${t('deadline.line', { moment })} ${t('deadline.meaning')}` }]
}
