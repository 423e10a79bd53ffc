import { type SignerKind, translator } from '../src/i18n/index.ts'
import { compose } from './layout.tsx'
import type { Mail } from './letter.ts'
import { aboutRequest, privateButton, type RequestProps } from './request.ts'

type SectionProps = RequestProps & { before: SignerKind; after: SignerKind }

/** Asks a signatory whether its entry is to stand in another section of the list. */
export function renderSectionProposed({ before, after, ...props }: SectionProps): Mail {
  const t = translator(props.lang, props.kind)
  return compose({
    lang: props.lang,
    subject: t('mail.section.subject'),
    headline: t('mail.section.subject'),
    blocks: [
      { kind: 'paragraph', text: t('mail.section.intro') },
      ...aboutRequest(props),
      { kind: 'words', label: t('mail.section.before'), lines: [t(`signer.${before}`)] },
      { kind: 'words', label: t('mail.section.after'), lines: [t(`signer.${after}`)] },
      { kind: 'paragraph', text: t('mail.section.act') },
      ...privateButton(props, 'listed'),
      { kind: 'section', title: t('mail.notUs') },
      { kind: 'paragraph', text: t('mail.section.notUs') },
    ],
    why: t('mail.why'),
  })
}
