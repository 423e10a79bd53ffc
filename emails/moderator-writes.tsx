import { translator } from '../src/i18n/index.ts'
import { compose } from './layout.tsx'
import type { Mail } from './letter.ts'
import { aboutRequest, privateButton, type RequestProps } from './request.ts'
import { manyLines } from './typed.ts'

type ModeratorWritesProps = RequestProps & {
  /** The moderator's own words, plain text of one or more lines. */
  message: string
  /** While the request waits, its page can change it. */
  isWaiting: boolean
}

/** What a moderator writes without deciding, however the request stands. The moderator's words stay linkable. */
export function renderModeratorWrites(props: ModeratorWritesProps): Mail {
  const t = translator(props.lang, props.kind)
  return compose({
    lang: props.lang,
    subject: t('mail.message.subject'),
    headline: t('mail.message.headline'),
    blocks: [
      { kind: 'paragraph', text: t('mail.message.intro') },
      ...aboutRequest(props),
      { kind: 'words', label: t('mail.message.words'), lines: manyLines(props.message) },
      { kind: 'section', title: t('mail.message.answer') },
      { kind: 'paragraph', text: t('mail.message.how') },
      ...privateButton(props, props.isWaiting ? 'waiting' : 'listed'),
      { kind: 'section', title: t('mail.notUs') },
      { kind: 'paragraph', text: t('mail.message.notUs') },
    ],
    why: t('mail.why'),
  })
}
