import { formatDate, type Language, type SignerKind, translator } from '../src/i18n/index.ts'
import { compose } from './layout.tsx'
import type { Mail } from './letter.ts'
import { aboutDeadline, aboutRound, type StatementMoments } from './times.ts'
import { oneLine, unlinkable } from './typed.ts'

type ConfirmReminderProps = {
  lang: Language
  statementTitle: string
  statementLang: string
  kind?: SignerKind | undefined
  organisation: string
  confirmUrl: string
  disownUrl: string
  /** YYYY-MM-DD, the last day on which the request waits. */
  expiresOn: string
  /** Of the statement. */
  times?: StatementMoments | undefined
}

/** Reminds the owner of an address, once, of a request that nobody has confirmed; a stranger may have typed it. */
export function renderConfirmReminder(props: ConfirmReminderProps): Mail {
  const t = translator(props.lang, props.kind)
  return compose({
    lang: props.lang,
    subject: t('mail.remind.subject'),
    headline: t('mail.remind.headline'),
    blocks: [
      { kind: 'paragraph', text: t('mail.remind.intro') },
      {
        kind: 'title',
        label: t('mail.statement'),
        text: oneLine(props.statementTitle),
        lang: props.statementLang,
      },
      {
        kind: 'typed',
        label: t('mail.organisation.typed'),
        lines: [unlinkable(oneLine(props.organisation))],
      },
      ...aboutRound(props),
      ...aboutDeadline(props),
      { kind: 'paragraph', text: t('mail.remind.act', { date: formatDate(props.lang, props.expiresOn) }) },
      { kind: 'button', label: t('mail.confirm.button'), url: props.confirmUrl, hint: t('mail.link') },
      { kind: 'section', title: t('mail.notUs') },
      { kind: 'paragraph', text: t('mail.confirm.notUs') },
      { kind: 'link', label: t('mail.notUs.stop'), url: props.disownUrl },
    ],
    why: t('mail.confirm.why'),
  })
}
