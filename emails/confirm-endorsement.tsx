import { formatDate, type Language, type SignerKind, translator } from '../src/i18n/index.ts'
import { compose } from './layout.tsx'
import type { Mail } from './letter.ts'
import { aboutRequest, ifNotUs } from './request.ts'
import { aboutDeadline, aboutRound, type StatementMoments } from './times.ts'

export type ConfirmEndorsementProps = {
  lang: Language
  statementTitle: string
  statementLang: string
  kind?: SignerKind | undefined
  organisation: string
  confirmUrl: string
  disownUrl: string
  /** Where the criteria are published: absolute. */
  criteriaUrl: string
  /** YYYY-MM-DD, the last day on which the link works. */
  expiresOn: string
  /** Of the statement. */
  times?: StatementMoments | undefined
}

/** Asks the owner of an address to confirm a request; a stranger may have typed the address and the name. */
export function renderConfirmEndorsement(props: ConfirmEndorsementProps): Mail {
  const t = translator(props.lang, props.kind)
  return compose({
    lang: props.lang,
    subject: t('mail.confirm.subject'),
    headline: t('mail.confirm.headline'),
    blocks: [
      { kind: 'paragraph', text: t('mail.confirm.intro') },
      ...aboutRequest(props, 'mail.organisation.typed'),
      ...aboutRound(props),
      ...aboutDeadline(props),
      { kind: 'paragraph', text: t('mail.confirm.act', { date: formatDate(props.lang, props.expiresOn) }) },
      { kind: 'button', label: t('mail.confirm.button'), url: props.confirmUrl, hint: t('mail.link') },
      { kind: 'section', title: t('mail.next') },
      { kind: 'paragraph', text: t('mail.confirm.next') },
      { kind: 'link', label: t('mail.criteria'), url: props.criteriaUrl },
      ...ifNotUs(props),
    ],
    why: t('mail.confirm.why'),
  })
}
