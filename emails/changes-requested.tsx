import { translator } from '../src/i18n/index.ts'
import { compose } from './layout.tsx'
import type { Mail } from './letter.ts'
import { aboutRequest, privateButton, type RequestProps } from './request.ts'
import { manyLines } from './typed.ts'

type ChangesRequestedProps = RequestProps & {
  /** The moderator's own words, plain text of one or more lines. */
  question: string
}

/** Asks the representative something before the request is decided. The moderator's words stay linkable. */
export function renderChangesRequested(props: ChangesRequestedProps): Mail {
  const t = translator(props.lang, props.kind)
  return compose({
    lang: props.lang,
    subject: t('mail.changes.subject'),
    headline: t('mail.changes.headline'),
    blocks: [
      { kind: 'paragraph', text: t('mail.changes.intro') },
      ...aboutRequest(props),
      { kind: 'words', label: t('mail.changes.question'), lines: manyLines(props.question) },
      ...privateButton(props, 'waiting', 'mail.changes.button'),
      { kind: 'section', title: t('mail.next') },
      { kind: 'paragraph', text: t('mail.changes.next') },
      { kind: 'section', title: t('mail.notUs') },
      { kind: 'paragraph', text: t('mail.changes.notUs') },
    ],
    why: t('mail.why'),
  })
}
