import { type Language, translator } from '../src/i18n/index.ts'
import { compose } from './layout.tsx'
import type { Block, Mail } from './letter.ts'

type DeskDigestProps = {
  lang: Language
  waiting: number
  /** Approved or rejected within `digestPeriod`. */
  decided: number
  /** Whole days that the oldest request has waited; null when none waits. */
  oldestDays: number | null
  deskUrl: string
}

/** A moderator's week in three figures. It names no organisation and nobody. */
export function renderDeskDigest({ lang, waiting, decided, oldestDays, deskUrl }: DeskDigestProps): Mail {
  const t = translator(lang)
  const oldest: Block[] =
    oldestDays === null
      ? []
      : [{ kind: 'paragraph', text: t('mail.desk.digest.oldest', { days: oldestDays }) }]
  return compose({
    lang,
    subject: t('mail.desk.digest.subject'),
    headline: t('mail.desk.digest.headline'),
    blocks: [
      { kind: 'paragraph', text: t('mail.desk.count', { count: waiting }) },
      ...oldest,
      { kind: 'paragraph', text: t('mail.desk.digest.decided', { count: decided }) },
      { kind: 'button', label: t('mail.desk.open'), url: deskUrl, hint: t('mail.link') },
    ],
    why: t('mail.desk.why.off'),
  })
}
