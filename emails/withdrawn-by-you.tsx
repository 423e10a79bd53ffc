import { translator } from '../src/i18n/index.ts'
import { compose } from './layout.tsx'
import type { Mail } from './letter.ts'
import { aboutRequest, privateButton, type RequestProps } from './request.ts'

/** Says what came of the representative's own withdrawal, and what it cannot undo. `listed`: it stood on the public list. */
export function renderWithdrawnByYou({ listed, ...props }: RequestProps & { listed: boolean }): Mail {
  const t = translator(props.lang)
  const was = listed ? 'listed' : 'waiting'
  return compose({
    lang: props.lang,
    subject: t(`mail.left.subject.${was}`),
    headline: t(`mail.left.subject.${was}`),
    blocks: [
      { kind: 'paragraph', text: t(`mail.left.intro.${was}`) },
      ...aboutRequest(props),
      ...(listed ? [{ kind: 'paragraph', text: t('mail.left.beyond') } as const] : []),
      ...privateButton(props, 'ended'),
      { kind: 'section', title: t('mail.next') },
      { kind: 'paragraph', text: t('mail.left.next') },
      { kind: 'section', title: t('mail.notUs') },
      { kind: 'paragraph', text: t('mail.left.notUs') },
    ],
    why: t('mail.why'),
  })
}
