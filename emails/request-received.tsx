import { translator } from '../src/i18n/index.ts'
import { compose } from './layout.tsx'
import type { Mail } from './letter.ts'
import { aboutRequest, privateButton, type RequestProps, standingOf } from './request.ts'
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
      { kind: 'paragraph', text: t(next[standingOf(props)]) },
      ...aboutRound(props),
      ...aboutDeadline(props),
      { kind: 'link', label: t('mail.criteria'), url: props.criteriaUrl },
      { kind: 'section', title: t('mail.notUs') },
      { kind: 'paragraph', text: t('mail.notUs.earlier') },
    ],
    why: t('mail.why'),
  })
}

const next = {
  listed: 'mail.received.next',
  counted: 'withheld.mail.received.next',
  private: 'round.mail.received.next',
} as const
