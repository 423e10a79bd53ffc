import { translator } from '../src/i18n/index.ts'
import { compose } from './layout.tsx'
import type { Mail } from './letter.ts'
import { aboutRequest, privateButton, type RequestProps } from './request.ts'
import { aboutRound } from './times.ts'

/** The version that the organisation signed, and the one that stands now. */
type ReconfirmProps = RequestProps & { signed: number; newest: number }

/** Asks a signatory, once, whether it signs a text that says something else than the one it signed. */
export function renderReconfirm(props: ReconfirmProps): Mail {
  const t = translator(props.lang, props.kind)
  const { signed, newest } = props
  return compose({
    lang: props.lang,
    subject: t('mail.reconfirm.subject'),
    headline: t('mail.reconfirm.headline'),
    blocks: [
      { kind: 'paragraph', text: t('mail.reconfirm.intro', { signed, newest }) },
      ...aboutRequest(props),
      { kind: 'paragraph', text: t('mail.reconfirm.act') },
      ...privateButton(props, 'listed', 'mail.reconfirm.button'),
      { kind: 'section', title: t('mail.next') },
      ...aboutRound(props),
      {
        kind: 'paragraph',
        text: t(props.times?.isPrivate ? 'round.mail.reconfirm' : 'mail.reconfirm.next', {
          signed,
          deadline: props.times?.closesAt ? 'yes' : 'no',
        }),
      },
    ],
    why: t('mail.why'),
  })
}
