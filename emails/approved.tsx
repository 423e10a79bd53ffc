import { translator } from '../src/i18n/index.ts'
import { compose } from './layout.tsx'
import type { Mail } from './letter.ts'
import { aboutRequest, type RequestProps } from './request.ts'

/** `pageUrl`: the organisation's permanent page on the list, absolute. */
type ApprovedProps = RequestProps & { pageUrl: string }

/** Says that the organisation is on the public list. */
export function renderApproved(props: ApprovedProps): Mail {
  const t = translator(props.lang)
  return compose({
    lang: props.lang,
    subject: t('mail.approved.subject'),
    headline: t('mail.approved.headline'),
    blocks: [
      { kind: 'paragraph', text: t('mail.approved.intro') },
      ...aboutRequest(props),
      { kind: 'button', label: t('mail.approved.button'), url: props.pageUrl, hint: t('mail.link') },
      { kind: 'link', label: t('mail.private.link'), url: props.privateUrl },
      { kind: 'paragraph', text: t('mail.private.noteListed') },
      { kind: 'section', title: t('mail.approved.wrong') },
      { kind: 'paragraph', text: t('mail.approved.notUs') },
    ],
    why: t('mail.why'),
  })
}
