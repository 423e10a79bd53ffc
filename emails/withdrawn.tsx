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

/** Says that a moderator ended the endorsement, why, and whether it was public or counted until then. */
export function renderWithdrawn(props: WithdrawnProps): Mail {
  const t = translator(props.lang, props.kind)
  const was = wordsOf(props)
  return compose({
    lang: props.lang,
    subject: t('mail.withdrawn.subject'),
    headline: t(was.headline),
    blocks: [
      { kind: 'paragraph', text: t(was.intro) },
      ...aboutRequest(props),
      { kind: 'words', label: t('mail.reason'), lines: manyLines(props.reason) },
      ...privateButton(props, 'ended'),
      { kind: 'section', title: t('mail.next') },
      { kind: 'paragraph', text: t('mail.withdrawn.next') },
      { kind: 'section', title: t('mail.notUs') },
      { kind: 'paragraph', text: t('mail.rejected.notUs') },
    ],
    why: t('mail.why'),
  })
}

const words = {
  listed: { headline: 'mail.withdrawn.headline.listed', intro: 'mail.withdrawn.intro.listed' },
  counted: { headline: 'withheld.mail.withdrawn.headline', intro: 'withheld.mail.withdrawn.intro' },
  private: { headline: 'round.mail.ended', intro: 'round.mail.withdrawn' },
  waiting: { headline: 'mail.withdrawn.headline.waiting', intro: 'mail.withdrawn.intro.waiting' },
} as const

function wordsOf({ listed, withheld, times }: WithdrawnProps) {
  if (!listed) return words.waiting
  if (times?.isPrivate) return words.private
  return withheld ? words.counted : words.listed
}
