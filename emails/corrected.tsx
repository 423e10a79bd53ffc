import { translator } from '../src/i18n/index.ts'
import { compose } from './layout.tsx'
import type { Mail } from './letter.ts'
import { aboutRequest, ifWrong, privateButton, type RequestProps } from './request.ts'

/** Says that a moderator put the signatory's details right, under the name that stands there now. */
export function renderCorrected(props: RequestProps): Mail {
  const t = translator(props.lang, props.kind)
  return compose({
    lang: props.lang,
    subject: t('mail.corrected.subject'),
    headline: t(props.withheld ? 'withheld.mail.corrected.headline' : 'mail.corrected.headline'),
    blocks: [
      {
        kind: 'paragraph',
        text: t(props.withheld ? 'withheld.mail.corrected.intro' : 'mail.corrected.intro'),
      },
      ...aboutRequest(props, props.withheld ? 'mail.organisation' : 'mail.corrected.organisation'),
      ...privateButton(props, 'listed'),
      ...ifWrong(props),
    ],
    why: t('mail.why'),
  })
}
