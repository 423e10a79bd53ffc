import { translator } from '../src/i18n/index.ts'
import { compose } from './layout.tsx'
import type { Mail } from './letter.ts'
import { aboutRequest, ifWrong, type RequestProps, standingOf } from './request.ts'

/**
 * Tells the representative of an organisation on the list, or counted and not named, that it has been asked for again.
 * The name is the one that is listed: what the asker typed has no room here.
 */
export function renderAlreadyListed(props: RequestProps): Mail {
  const t = translator(props.lang, props.kind)
  const { headline, subject, intro } = words[standingOf(props)]
  return compose({
    lang: props.lang,
    subject: t(subject),
    headline: t(headline),
    blocks: [
      { kind: 'paragraph', text: t(intro) },
      ...aboutRequest(props),
      { kind: 'button', label: t('mail.private.link'), url: props.privateUrl, hint: t('mail.link') },
      { kind: 'paragraph', text: t('mail.private.noteListed') },
      ...ifWrong(props),
    ],
    why: t('mail.asked.why'),
  })
}

const words = {
  listed: { subject: 'mail.listed.subject', headline: 'mail.listed.headline', intro: 'mail.listed.intro' },
  counted: {
    subject: 'withheld.mail.listed.subject',
    headline: 'withheld.mail.listed.subject',
    intro: 'withheld.mail.listed.intro',
  },
  private: {
    subject: 'round.mail.listed',
    headline: 'round.mail.listed',
    intro: 'round.mail.listed.intro',
  },
} as const
