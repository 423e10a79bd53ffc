import { translator } from '../src/i18n/index.ts'
import { compose } from './layout.tsx'
import type { Mail } from './letter.ts'
import { aboutRequest, ifWrong, privateButton, type RequestProps, standingOf } from './request.ts'

/** Says that a moderator put the signatory's details right, under the name that stands there now. */
export function renderCorrected(props: RequestProps): Mail {
  const t = translator(props.lang, props.kind)
  const { headline, intro, name } = words[standingOf(props)]
  return compose({
    lang: props.lang,
    subject: t('mail.corrected.subject'),
    headline: t(headline),
    blocks: [
      { kind: 'paragraph', text: t(intro) },
      ...aboutRequest(props, name),
      ...privateButton(props, 'listed'),
      ...ifWrong(props),
    ],
    why: t('mail.why'),
  })
}

const words = {
  listed: {
    headline: 'mail.corrected.headline',
    intro: 'mail.corrected.intro',
    name: 'mail.corrected.organisation',
  },
  counted: {
    headline: 'withheld.mail.corrected.headline',
    intro: 'withheld.mail.corrected.intro',
    name: 'mail.organisation',
  },
  private: {
    headline: 'withheld.mail.corrected.headline',
    intro: 'round.mail.corrected.intro',
    name: 'mail.organisation',
  },
} as const
