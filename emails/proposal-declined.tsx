import { translator } from '../src/i18n/index.ts'
import { compose } from './layout.tsx'
import type { Mail } from './letter.ts'
import { aboutRequest, privateButton, type RequestProps } from './request.ts'
import { manyLines } from './typed.ts'

/** Says that a proposed correction was not taken over, and why. The moderator's words stay linkable. */
export function renderProposalDeclined({ reason, ...props }: RequestProps & { reason: string }): Mail {
  const t = translator(props.lang, props.kind)
  return compose({
    lang: props.lang,
    subject: t('mail.declined.subject'),
    headline: t('mail.declined.headline'),
    blocks: [
      { kind: 'paragraph', text: t('mail.declined.intro') },
      ...aboutRequest(props),
      { kind: 'words', label: t('mail.reason'), lines: manyLines(reason) },
      ...privateButton(props, 'listed'),
      { kind: 'section', title: t('mail.next') },
      { kind: 'paragraph', text: t('mail.declined.next') },
    ],
    why: t('mail.why'),
  })
}
