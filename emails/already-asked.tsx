import { type Language, type SignerKind, translator } from '../src/i18n/index.ts'
import { compose } from './layout.tsx'
import type { Mail } from './letter.ts'
import { privateButton } from './request.ts'
import { oneLine } from './typed.ts'

type AlreadyAskedProps = {
  lang: Language
  statementTitle: string
  statementLang: string
  kind?: SignerKind | undefined
  status: 'confirmed' | 'returned'
  /** The private page of the earlier request: absolute, with a token of this mail's own. */
  privateUrl: string
}

/**
 * Tells an address that a request of it is confirmed already. The props have no room for what the second asker typed:
 * whoever knows the address could otherwise write to its owner through us.
 */
export function renderAlreadyAsked(props: AlreadyAskedProps): Mail {
  const t = translator(props.lang, props.kind)
  return compose({
    lang: props.lang,
    subject: t('mail.asked.subject'),
    headline: t('mail.asked.headline'),
    blocks: [
      { kind: 'paragraph', text: t('mail.asked.intro') },
      {
        kind: 'title',
        label: t('mail.statement'),
        text: oneLine(props.statementTitle),
        lang: props.statementLang,
      },
      { kind: 'paragraph', text: t(`mail.asked.${props.status}`) },
      ...privateButton(props, 'waiting'),
      { kind: 'section', title: t('mail.notUs') },
      { kind: 'paragraph', text: t('mail.asked.notUs.earlier') },
    ],
    why: t('mail.asked.why'),
  })
}
