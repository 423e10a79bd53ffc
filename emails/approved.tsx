import { type Language, translator } from '../src/i18n/index.ts'
import { compose, type Mail } from './layout.tsx'
import { oneLine, unlinkable } from './typed.ts'

export type ApprovedProps = {
  lang: Language
  statementTitle: string
  statementLang: string
  organisation: string
  statementUrl: string
}

/** Says that the organisation is on the public list. */
export function renderApproved(props: ApprovedProps): Mail {
  const t = translator(props.lang)
  return compose({
    lang: props.lang,
    subject: t('mail.approved.subject'),
    headline: t('mail.approved.headline'),
    blocks: [
      { kind: 'paragraph', text: t('mail.approved.intro') },
      {
        kind: 'title',
        label: t('mail.statement'),
        text: oneLine(props.statementTitle),
        lang: props.statementLang,
      },
      { kind: 'typed', label: t('mail.organisation'), lines: [unlinkable(oneLine(props.organisation))] },
      { kind: 'button', label: t('mail.approved.button'), url: props.statementUrl, hint: t('mail.link') },
      { kind: 'section', title: t('mail.approved.wrong') },
      { kind: 'paragraph', text: t('mail.approved.notUs') },
    ],
    why: t('mail.approved.why'),
  })
}
