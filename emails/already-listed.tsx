import { translator } from '../src/i18n/index.ts'
import { compose } from './layout.tsx'
import type { Mail } from './letter.ts'
import { aboutRequest, ifWrong, type RequestProps } from './request.ts'

/**
 * Tells the representative of an organisation on the list, or counted and not named, that it has been asked for again.
 * The name is the one that is listed: what the asker typed has no room here.
 */
export function renderAlreadyListed(props: RequestProps): Mail {
  const t = translator(props.lang, props.kind)
  return compose({
    lang: props.lang,
    subject: t(props.withheld ? 'withheld.mail.listed.subject' : 'mail.listed.subject'),
    headline: t(props.withheld ? 'withheld.mail.listed.subject' : 'mail.listed.headline'),
    blocks: [
      { kind: 'paragraph', text: t(props.withheld ? 'withheld.mail.listed.intro' : 'mail.listed.intro') },
      ...aboutRequest(props),
      { kind: 'button', label: t('mail.private.link'), url: props.privateUrl, hint: t('mail.link') },
      { kind: 'paragraph', text: t('mail.private.noteListed') },
      ...ifWrong(props),
    ],
    why: t('mail.asked.why'),
  })
}
