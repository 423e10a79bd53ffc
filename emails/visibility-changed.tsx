import { translator } from '../src/i18n/index.ts'
import { compose } from './layout.tsx'
import type { Mail } from './letter.ts'
import { aboutRequest, privateButton, type RequestProps } from './request.ts'

type VisibilityProps = RequestProps & { withheld: boolean }

/** Says whether everybody can read the organisation's name from now on, as its representative had it changed. */
export function renderVisibilityChanged(props: VisibilityProps): Mail {
  const t = translator(props.lang, props.kind)
  const now = props.withheld ? 'withhold' : 'reveal'
  return compose({
    lang: props.lang,
    subject: t(`mail.visibility.${now}.subject`),
    headline: t(`mail.visibility.${now}.subject`),
    blocks: [
      { kind: 'paragraph', text: t(`mail.visibility.${now}.intro`) },
      ...aboutRequest(props),
      { kind: 'paragraph', text: t(`mail.visibility.${now}.beyond`) },
      ...privateButton(props, 'listed'),
      { kind: 'section', title: t('mail.notUs') },
      { kind: 'paragraph', text: t('mail.left.notUs') },
    ],
    why: t('mail.why'),
  })
}
