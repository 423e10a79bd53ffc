import { translator } from '../src/i18n/index.ts'
import { compose } from './layout.tsx'
import type { Mail } from './letter.ts'
import { aboutRequest, privateButton, type RequestProps } from './request.ts'

/** Says that a rejection was taken back and the request waits again. */
export function renderReopened(props: RequestProps): Mail {
  const t = translator(props.lang, props.kind)
  return compose({
    lang: props.lang,
    subject: t('mail.reopened.subject'),
    headline: t('mail.reopened.headline'),
    blocks: [
      { kind: 'paragraph', text: t('mail.reopened.intro') },
      ...aboutRequest(props),
      ...privateButton(props, 'waiting'),
      { kind: 'section', title: t('mail.next') },
      { kind: 'paragraph', text: t('mail.reopened.next') },
      { kind: 'section', title: t('mail.notUs') },
      { kind: 'paragraph', text: t('mail.reopened.notUs') },
    ],
    why: t('mail.why'),
  })
}
