import { translator } from '../src/i18n/index.ts'
import { type Change, changeBlocks } from './changes.ts'
import { compose } from './layout.tsx'
import type { Mail } from './letter.ts'
import { aboutRequest, privateButton, type RequestProps } from './request.ts'

/** Says what was proposed on the private page of a signatory: whoever has the link can propose. */
export function renderCorrectionProposed({ changes, ...props }: RequestProps & { changes: Change[] }): Mail {
  const t = translator(props.lang, props.kind)
  return compose({
    lang: props.lang,
    subject: t('mail.proposed.subject'),
    headline: t('mail.proposed.subject'),
    blocks: [
      { kind: 'paragraph', text: t('mail.proposed.intro') },
      ...aboutRequest(props),
      ...changeBlocks(props, changes),
      ...privateButton(props, 'listed'),
      { kind: 'section', title: t('mail.notUs') },
      { kind: 'paragraph', text: t('mail.proposed.notUs') },
    ],
    why: t('mail.why'),
  })
}
