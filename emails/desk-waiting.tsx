import { type Language, translator } from '../src/i18n/index.ts'
import { compose } from './layout.tsx'
import type { Mail } from './letter.ts'

type DeskWaitingProps = { lang: Language; waiting: number; deskUrl: string }

/** Says how many requests wait. A moderator's inbox is not the desk: it names no organisation and nobody. */
export function renderDeskWaiting({ lang, waiting, deskUrl }: DeskWaitingProps): Mail {
  const t = translator(lang)
  return compose({
    lang,
    subject: t('mail.desk.waiting.subject'),
    headline: t('mail.desk.waiting.headline'),
    blocks: [
      { kind: 'paragraph', text: t('mail.desk.count', { count: waiting }) },
      { kind: 'paragraph', text: t('mail.desk.waiting.again') },
      { kind: 'button', label: t('mail.desk.open'), url: deskUrl, hint: t('mail.link') },
    ],
    why: t('mail.desk.why.off'),
  })
}
