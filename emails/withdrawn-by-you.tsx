import { type MessageKey, translator } from '../src/i18n/index.ts'
import { compose } from './layout.tsx'
import type { Mail } from './letter.ts'
import { aboutRequest, privateButton, type RequestProps } from './request.ts'

type Words = { subject: MessageKey; intro: MessageKey; beyond: MessageKey[] }

const words: Record<'listed' | 'counted' | 'private' | 'waiting', Words> = {
  listed: {
    subject: 'mail.left.subject.listed',
    intro: 'mail.left.intro.listed',
    beyond: ['mail.left.beyond'],
  },
  counted: {
    subject: 'withheld.mail.withdrawn.headline',
    intro: 'withheld.mail.left.intro',
    beyond: ['withheld.leave.copies'],
  },
  private: { subject: 'round.mail.ended', intro: 'round.mail.left', beyond: [] },
  waiting: { subject: 'mail.left.subject.waiting', intro: 'mail.left.intro.waiting', beyond: [] },
}

function standingBefore(listed: boolean, { withheld, times }: RequestProps): keyof typeof words {
  if (!listed) return 'waiting'
  if (times?.isPrivate) return 'private'
  return withheld ? 'counted' : 'listed'
}

/**
 * Says what came of the representative's own withdrawal, and what it cannot undo. `listed`: it stood on the public
 * list, was counted, or had signed what is not public yet.
 */
export function renderWithdrawnByYou({ listed, ...props }: RequestProps & { listed: boolean }): Mail {
  const t = translator(props.lang, props.kind)
  const was = words[standingBefore(listed, props)]
  return compose({
    lang: props.lang,
    subject: t(was.subject),
    headline: t(was.subject),
    blocks: [
      { kind: 'paragraph', text: t(was.intro) },
      ...aboutRequest(props),
      ...was.beyond.map(key => ({ kind: 'paragraph', text: t(key) }) as const),
      ...privateButton(props, 'ended'),
      { kind: 'section', title: t('mail.next') },
      { kind: 'paragraph', text: t('mail.left.next') },
      { kind: 'section', title: t('mail.notUs') },
      { kind: 'paragraph', text: t('mail.left.notUs') },
    ],
    why: t('mail.why'),
  })
}
