import { translator } from '../src/i18n/index.ts'
import { compose } from './layout.tsx'
import type { Block, Mail } from './letter.ts'
import { aboutRequest, type RequestProps } from './request.ts'
import { manyLines } from './typed.ts'

type RestoredProps = RequestProps & {
  /** The organisation's permanent page on the list, absolute. */
  pageUrl: string
  /** What the moderator who took it off gave as the reason, as it was mailed then; empty where nothing of it is kept. */
  reason: string
}

/** Says that the organisation is on the public list again, and why it had been off: no more than was said of it then. */
export function renderRestored(props: RestoredProps): Mail {
  const t = translator(props.lang)
  const reason: Block[] =
    props.reason === ''
      ? []
      : [{ kind: 'typed', label: t('mail.restored.reason'), lines: manyLines(props.reason) }]
  return compose({
    lang: props.lang,
    subject: t('mail.restored.subject'),
    headline: t('mail.restored.subject'),
    blocks: [
      { kind: 'paragraph', text: t('mail.restored.intro') },
      ...aboutRequest(props),
      ...reason,
      { kind: 'button', label: t('mail.approved.button'), url: props.pageUrl, hint: t('mail.link') },
      { kind: 'link', label: t('mail.private.link'), url: props.privateUrl },
      { kind: 'paragraph', text: t('mail.private.noteListed') },
      { kind: 'section', title: t('mail.approved.wrong') },
      { kind: 'paragraph', text: t('mail.approved.notUs') },
    ],
    why: t('mail.why'),
  })
}
