import { translator } from '../src/i18n/index.ts'
import { type Change, changeBlocks } from './changes.ts'
import { compose } from './layout.tsx'
import type { Mail } from './letter.ts'
import { aboutRequest, privateButton, type RequestProps } from './request.ts'

/** Says what was changed on the private page: whoever has the link can change it. */
export function renderAmended({ changes, ...props }: RequestProps & { changes: Change[] }): Mail {
  const t = translator(props.lang, props.kind)
  return compose({
    lang: props.lang,
    subject: t('mail.amended.subject'),
    headline: t('mail.amended.headline'),
    blocks: [
      { kind: 'paragraph', text: t('mail.amended.intro') },
      ...aboutRequest(props),
      ...changeBlocks(props, changes),
      ...privateButton(props, 'waiting'),
      { kind: 'section', title: t('mail.notUs') },
      { kind: 'paragraph', text: t('mail.amended.notUs') },
    ],
    why: t('mail.why'),
  })
}
