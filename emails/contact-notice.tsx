import { formatMoment, translator, utc } from '../src/i18n/index.ts'
import { compose } from './layout.tsx'
import type { Mail } from './letter.ts'
import { aboutRequest, type RequestProps } from './request.ts'

type ContactNoticeProps = Omit<RequestProps, 'privateUrl'> & {
  /** Absolute, with a token of this mail's own. */
  url: string
  /** Until when nothing changes, whoever says yes. */
  until: Date
  /** Whom to write to. */
  writeTo: string
}

/** Tells the address on file that a moderator put another contact forward, and how to stop it. Who that is is not said. */
export function renderContactNotice({ url, until, writeTo, ...props }: ContactNoticeProps): Mail {
  const { lang, kind } = props
  const t = translator(lang, kind)
  return compose({
    lang,
    subject: t('mail.contactNotice.subject'),
    headline: t('mail.contactNotice.subject'),
    blocks: [
      { kind: 'paragraph', text: t('mail.contactNotice.intro') },
      ...aboutRequest(props),
      {
        kind: 'paragraph',
        text: t('mail.contactNotice.until', { moment: formatMoment(lang, until, utc) }),
      },
      { kind: 'section', title: t('mail.contactNotice.stillYou') },
      { kind: 'paragraph', text: t('mail.contactNotice.act') },
      { kind: 'button', label: t('mail.contactNotice.button'), url, hint: t('mail.link') },
      { kind: 'section', title: t('mail.contactNotice.notYou') },
      { kind: 'paragraph', text: t('mail.contactNotice.nothing', { address: writeTo }) },
    ],
    why: t('mail.why'),
  })
}
