import { translator } from '../src/i18n/index.ts'
import { compose } from './layout.tsx'
import type { Mail } from './letter.ts'
import { aboutRequest, privateButton, type RequestProps } from './request.ts'

/** Says that a moderator put the signatory's public details right, under the name that stands there now. */
export function renderCorrected(props: RequestProps): Mail {
  const t = translator(props.lang)
  return compose({
    lang: props.lang,
    subject: t('mail.corrected.subject'),
    headline: t('mail.corrected.headline'),
    blocks: [
      { kind: 'paragraph', text: t('mail.corrected.intro') },
      ...aboutRequest(props, 'mail.corrected.organisation'),
      ...privateButton(props, 'listed'),
      { kind: 'section', title: t('mail.approved.wrong') },
      { kind: 'paragraph', text: t('mail.approved.notUs') },
    ],
    why: t('mail.why'),
  })
}
