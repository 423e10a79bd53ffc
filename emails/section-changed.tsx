import { type SignerKind, translator } from '../src/i18n/index.ts'
import { compose } from './layout.tsx'
import type { Mail } from './letter.ts'
import { aboutRequest, privateButton, type RequestProps } from './request.ts'

/** Says that the entry stands in another section now: others may have the link by which that was agreed to. */
export function renderSectionChanged({ after, ...props }: RequestProps & { after: SignerKind }): Mail {
  const t = translator(props.lang, props.kind)
  return compose({
    lang: props.lang,
    subject: t('mail.moved.subject'),
    headline: t('mail.moved.subject'),
    blocks: [
      { kind: 'paragraph', text: t('mail.moved.intro') },
      ...aboutRequest(props),
      { kind: 'words', label: t('mail.moved.after'), lines: [t(`signer.${after}`)] },
      ...privateButton(props, 'listed'),
      { kind: 'section', title: t('mail.notUs') },
      { kind: 'paragraph', text: t('mail.moved.notUs') },
    ],
    why: t('mail.why'),
  })
}
