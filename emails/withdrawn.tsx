import { translator } from '../src/i18n/index.ts'
import { compose } from './layout.tsx'
import type { Mail } from './letter.ts'
import { aboutRequest, privateButton, type RequestProps } from './request.ts'
import { manyLines } from './typed.ts'

type WithdrawnProps = RequestProps & {
  /** The moderator's own words, plain text of one or more lines. */
  reason: string
  /** It stood on the public list. */
  listed: boolean
}

/** Says that a moderator ended the endorsement, why, and whether the name was public until then. */
export function renderWithdrawn(props: WithdrawnProps): Mail {
  const t = translator(props.lang)
  const was = props.listed ? 'listed' : 'waiting'
  return compose({
    lang: props.lang,
    subject: t('mail.withdrawn.subject'),
    headline: t(`mail.withdrawn.headline.${was}`),
    blocks: [
      { kind: 'paragraph', text: t(`mail.withdrawn.intro.${was}`) },
      ...aboutRequest(props),
      { kind: 'typed', label: t('mail.reason'), lines: manyLines(props.reason) },
      ...privateButton(props, 'ended'),
      { kind: 'section', title: t('mail.next') },
      { kind: 'paragraph', text: t('mail.withdrawn.next') },
      { kind: 'section', title: t('mail.notUs') },
      { kind: 'paragraph', text: t('mail.rejected.notUs') },
    ],
    why: t('mail.why'),
  })
}
