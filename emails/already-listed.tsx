import { translator } from '../src/i18n/index.ts'
import { compose } from './layout.tsx'
import type { Mail } from './letter.ts'
import { aboutRequest, type RequestProps } from './request.ts'

/**
 * Tells the representative of an organisation on the list that it has been asked for again. The name is the one that is
 * listed: what the asker typed has no room here.
 */
export function renderAlreadyListed(props: RequestProps): Mail {
  const t = translator(props.lang)
  return compose({
    lang: props.lang,
    subject: t('mail.listed.subject'),
    headline: t('mail.listed.headline'),
    blocks: [
      { kind: 'paragraph', text: t('mail.listed.intro') },
      ...aboutRequest(props),
      { kind: 'button', label: t('mail.private.link'), url: props.privateUrl, hint: t('mail.link') },
      { kind: 'paragraph', text: t('mail.private.noteListed') },
      { kind: 'section', title: t('mail.approved.wrong') },
      { kind: 'paragraph', text: t('mail.approved.notUs') },
    ],
    why: t('mail.asked.why'),
  })
}
