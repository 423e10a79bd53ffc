import { type MessageKey, translator } from '../src/i18n/index.ts'
import { compose } from './layout.tsx'
import type { Mail } from './letter.ts'
import { aboutRequest, privateButton, type RequestProps } from './request.ts'
import { aboutDeadline, aboutRound } from './times.ts'

/** `criteriaUrl`: where the criteria are published, absolute. */
type ReceivedProps = RequestProps & { criteriaUrl: string }

/** Says that the address is confirmed and what happens next. */
export function renderRequestReceived(props: ReceivedProps): Mail {
  const t = translator(props.lang, props.kind)
  return compose({
    lang: props.lang,
    subject: t('mail.received.subject'),
    headline: t('mail.received.headline'),
    blocks: [
      { kind: 'paragraph', text: t('mail.received.intro') },
      ...aboutRequest(props),
      ...privateButton(props, 'waiting'),
      { kind: 'section', title: t('mail.next') },
      { kind: 'paragraph', text: t(nextOf(props)) },
      ...aboutRound(props),
      ...aboutDeadline(props),
      { kind: 'link', label: t('mail.criteria'), url: props.criteriaUrl },
      { kind: 'section', title: t('mail.notUs') },
      { kind: 'paragraph', text: t('mail.notUs.earlier') },
    ],
    why: t('mail.why'),
  })
}

function nextOf({ withheld, times }: RequestProps): MessageKey {
  if (withheld) return 'withheld.mail.received.next'
  return times?.isPrivate ? 'round.mail.received.next' : 'mail.received.next'
}
