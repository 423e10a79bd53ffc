import { formatDate, translator } from '../src/i18n/index.ts'
import type { ConfirmEndorsementProps } from './confirm-endorsement.tsx'
import { compose } from './layout.tsx'
import type { Mail } from './letter.ts'
import { aboutRequest, ifNotUs } from './request.ts'
import { aboutDeadline, aboutRound } from './times.ts'

/** `expiresOn`: the last day on which the request waits. */
type ConfirmReminderProps = Omit<ConfirmEndorsementProps, 'criteriaUrl'>

/** Reminds the owner of an address, once, of a request that nobody has confirmed; a stranger may have typed it. */
export function renderConfirmReminder(props: ConfirmReminderProps): Mail {
  const t = translator(props.lang, props.kind)
  return compose({
    lang: props.lang,
    subject: t('mail.remind.subject'),
    headline: t('mail.remind.headline'),
    blocks: [
      { kind: 'paragraph', text: t('mail.remind.intro') },
      ...aboutRequest(props, 'mail.organisation.typed'),
      ...aboutRound(props),
      ...aboutDeadline(props),
      { kind: 'paragraph', text: t('mail.remind.act', { date: formatDate(props.lang, props.expiresOn) }) },
      { kind: 'button', label: t('mail.confirm.button'), url: props.confirmUrl, hint: t('mail.link') },
      ...ifNotUs(props),
    ],
    why: t('mail.confirm.why'),
  })
}
