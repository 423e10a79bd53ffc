import { type Language, translator } from '../src/i18n/index.ts'
import { compose, type Mail } from './layout.tsx'
import { oneLine, unlinkable } from './typed.ts'

export type RequestReceivedProps = {
  lang: Language
  statementTitle: string
  statementLang: string
  organisation: string
}

/** Says that the address is confirmed and what happens next. */
export function renderRequestReceived(props: RequestReceivedProps): Mail {
  const t = translator(props.lang)
  return compose({
    lang: props.lang,
    subject: t('mail.received.subject'),
    headline: t('mail.received.headline'),
    blocks: [
      { kind: 'paragraph', text: t('mail.received.intro') },
      {
        kind: 'title',
        label: t('mail.statement'),
        text: oneLine(props.statementTitle),
        lang: props.statementLang,
      },
      { kind: 'typed', label: t('mail.organisation'), lines: [unlinkable(oneLine(props.organisation))] },
      { kind: 'section', title: t('mail.next') },
      { kind: 'paragraph', text: t('mail.received.next') },
      { kind: 'section', title: t('mail.notUs') },
      { kind: 'paragraph', text: t('mail.notUs.earlier') },
    ],
    why: t('mail.received.why'),
  })
}
