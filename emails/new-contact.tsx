import { formatDate, translator } from '../src/i18n/index.ts'
import { compose } from './layout.tsx'
import type { Mail } from './letter.ts'
import { aboutRequest, aboutStatement, type RequestProps } from './request.ts'

type NewContactProps = Omit<RequestProps, 'privateUrl'> & {
  /** Absolute, with a token of this mail's own. */
  url: string
  /** The last day on which the link works. */
  expiresOn: string
}

/**
 * Asks whoever is to be an organisation's contact person: somebody may have mistyped the address. A name that is
 * withheld is not in it.
 */
export function renderNewContact({ url, expiresOn, ...props }: NewContactProps): Mail {
  const { lang, kind } = props
  const t = translator(lang, kind)
  return compose({
    lang,
    subject: t('mail.newContact.subject'),
    headline: t('mail.newContact.subject'),
    blocks: [
      { kind: 'paragraph', text: t('mail.newContact.intro') },
      ...(props.withheld ? aboutStatement(props) : aboutRequest(props)),
      { kind: 'paragraph', text: t('mail.newContact.act', { date: formatDate(lang, expiresOn) }) },
      { kind: 'button', label: t('mail.newContact.button'), url, hint: t('mail.link') },
      { kind: 'section', title: t('mail.newContact.unexpected') },
      { kind: 'paragraph', text: t('mail.newContact.notYou') },
    ],
    why: t('mail.newContact.why'),
  })
}
