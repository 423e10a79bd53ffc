import { translator } from '../src/i18n/index.ts'
import { compose } from './layout.tsx'
import type { Mail } from './letter.ts'
import { aboutRequest, type RequestProps } from './request.ts'

type ErasedProps = Omit<RequestProps, 'privateUrl'> & {
  /** How the organisation stands now that nobody is known who asked for it. */
  standing: 'listed' | 'stopped' | 'ended'
}

/** The last mail to somebody whose data has just been erased. */
export function renderErased({ standing, ...props }: ErasedProps): Mail {
  const t = translator(props.lang, props.kind)
  return compose({
    lang: props.lang,
    subject: t('mail.erased.subject'),
    headline: t('mail.erased.subject'),
    blocks: [
      { kind: 'paragraph', text: t('mail.erased.intro') },
      ...aboutRequest(props),
      { kind: 'paragraph', text: t(`mail.erased.${standing}`) },
      { kind: 'paragraph', text: t('mail.erased.kept') },
      { kind: 'section', title: t('mail.notUs') },
      { kind: 'paragraph', text: t('mail.erased.notUs') },
    ],
    why: t('mail.erased.why'),
  })
}
