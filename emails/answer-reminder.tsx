import { translator } from '../src/i18n/index.ts'
import { compose } from './layout.tsx'
import type { Mail } from './letter.ts'
import { aboutRequest, privateButton, type RequestProps } from './request.ts'
import { aboutDeadline } from './times.ts'

/** Reminds a representative, once before the deadline, that a moderator's question waits for their answer. */
export function renderAnswerReminder(props: RequestProps): Mail {
  const t = translator(props.lang, props.kind)
  return compose({
    lang: props.lang,
    subject: t('mail.remind.answer.subject'),
    headline: t('mail.remind.answer.subject'),
    blocks: [
      { kind: 'paragraph', text: t('mail.remind.answer.intro') },
      ...aboutRequest(props),
      ...aboutDeadline(props),
      ...privateButton(props, 'waiting', 'mail.changes.button'),
      { kind: 'section', title: t('mail.notUs') },
      { kind: 'paragraph', text: t('mail.notUs.earlier') },
    ],
    why: t('mail.why'),
  })
}
