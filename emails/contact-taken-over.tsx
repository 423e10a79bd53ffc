import { translator } from '../src/i18n/index.ts'
import { compose } from './layout.tsx'
import type { Mail } from './letter.ts'
import { aboutRequest, privateButton, type RequestProps } from './request.ts'

/** Tells the new contact person that they are it, with a link to the private page of their own. */
export function renderContactTakenOver({ listed, ...props }: RequestProps & { listed: boolean }): Mail {
  const t = translator(props.lang, props.kind)
  return compose({
    lang: props.lang,
    subject: t('mail.takenOver.subject'),
    headline: t('mail.takenOver.subject'),
    blocks: [
      { kind: 'paragraph', text: t('mail.takenOver.intro') },
      ...aboutRequest(props),
      ...privateButton(props, listed ? 'listed' : 'waiting'),
      { kind: 'section', title: t('mail.notUs') },
      { kind: 'paragraph', text: t('mail.takenOver.notUs') },
    ],
    why: t('mail.why'),
  })
}
