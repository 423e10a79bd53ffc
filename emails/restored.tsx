import { translator } from '../src/i18n/index.ts'
import { compose } from './layout.tsx'
import type { Block, Mail } from './letter.ts'
import { aboutRequest, ifWrong, privateButton, type RequestProps, standingOf, waysToSee } from './request.ts'
import { aboutRound } from './times.ts'
import { manyLines } from './typed.ts'

type RestoredProps = RequestProps & {
  /** The organisation's permanent page on the list, absolute. One whose name is withheld has none. */
  pageUrl: string
  /** What the moderator who took it off gave as the reason, as it was mailed then; empty where nothing of it is kept. */
  reason: string
}

/**
 * Says that the organisation is on the public list again, or counted again, and why it had been off: no more than was
 * said of it then.
 */
export function renderRestored(props: RestoredProps): Mail {
  const t = translator(props.lang, props.kind)
  const reason: Block[] =
    props.reason === ''
      ? []
      : [{ kind: 'words', label: t('mail.restored.reason'), lines: manyLines(props.reason) }]
  const isPrivate = props.times?.isPrivate === true
  const { subject: subjectKey, intro } = words[standingOf(props)]
  const subject = t(subjectKey)
  return compose({
    lang: props.lang,
    subject,
    headline: subject,
    blocks: [
      { kind: 'paragraph', text: t(intro) },
      ...aboutRequest(props),
      ...reason,
      ...aboutRound(props),
      ...(props.withheld || isPrivate ? privateButton(props, 'listed') : waysToSee(props)),
      ...ifWrong(props),
    ],
    why: t('mail.why'),
  })
}

const words = {
  listed: { subject: 'mail.restored.subject', intro: 'mail.restored.intro' },
  counted: { subject: 'withheld.mail.restored.subject', intro: 'withheld.mail.restored.intro' },
  private: { subject: 'round.mail.restored', intro: 'round.mail.restored.intro' },
} as const
