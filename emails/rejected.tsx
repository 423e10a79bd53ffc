import { translator } from '../src/i18n/index.ts'
import { compose } from './layout.tsx'
import type { Mail } from './letter.ts'
import { aboutRequest, privateButton, type RequestProps } from './request.ts'
import { manyLines } from './typed.ts'

type RejectedProps = RequestProps & {
  /** The moderator's own words, plain text of one or more lines. */
  reason: string
}

/** Says that the request was not approved, and why. A moderator may cite a page, so the reason stays linkable. */
export function renderRejected(props: RejectedProps): Mail {
  const t = translator(props.lang, props.kind)
  return compose({
    lang: props.lang,
    subject: t('mail.rejected.subject'),
    headline: t('mail.rejected.headline'),
    blocks: [
      { kind: 'paragraph', text: t('mail.rejected.intro') },
      ...aboutRequest(props),
      { kind: 'words', label: t('mail.reason'), lines: manyLines(props.reason) },
      ...privateButton(props, 'ended'),
      { kind: 'section', title: t('mail.next') },
      { kind: 'paragraph', text: t('mail.rejected.next') },
      { kind: 'section', title: t('mail.notUs') },
      { kind: 'paragraph', text: t('mail.rejected.notUs') },
    ],
    why: t('mail.why'),
  })
}
