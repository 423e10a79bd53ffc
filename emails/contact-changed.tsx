import { translator } from '../src/i18n/index.ts'
import { compose } from './layout.tsx'
import type { Mail } from './letter.ts'
import { aboutRequest, type RequestProps } from './request.ts'

type ContactChangedProps = Omit<RequestProps, 'privateUrl'> & {
  /** Whom to write to if this was wrong. */
  writeTo: string
}

/** Tells the old address that it is the contact's no more. Who is it now is not said: whoever reads it may be anybody. */
export function renderContactChanged({ writeTo, ...props }: ContactChangedProps): Mail {
  const t = translator(props.lang, props.kind)
  return compose({
    lang: props.lang,
    subject: t('mail.contactChanged.subject'),
    headline: t('mail.contactChanged.subject'),
    blocks: [
      { kind: 'paragraph', text: t('mail.contactChanged.intro') },
      ...aboutRequest(props),
      { kind: 'paragraph', text: t('mail.contactChanged.links') },
      { kind: 'section', title: t('mail.notUs') },
      { kind: 'paragraph', text: t('mail.contactChanged.notUs', { address: writeTo }) },
    ],
    why: t('mail.contactChanged.why'),
  })
}
