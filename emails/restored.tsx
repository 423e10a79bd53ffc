import { translator } from '../src/i18n/index.ts'
import { compose } from './layout.tsx'
import type { Block, Mail } from './letter.ts'
import { aboutRequest, ifWrong, privateButton, type RequestProps, waysToSee } from './request.ts'
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
  const t = translator(props.lang)
  const reason: Block[] =
    props.reason === ''
      ? []
      : [{ kind: 'typed', label: t('mail.restored.reason'), lines: manyLines(props.reason) }]
  const subject = t(props.withheld ? 'withheld.mail.restored.subject' : 'mail.restored.subject')
  return compose({
    lang: props.lang,
    subject,
    headline: subject,
    blocks: [
      { kind: 'paragraph', text: t(props.withheld ? 'withheld.mail.restored.intro' : 'mail.restored.intro') },
      ...aboutRequest(props),
      ...reason,
      ...(props.withheld ? privateButton(props, 'listed') : waysToSee(props)),
      ...ifWrong(props),
    ],
    why: t('mail.why'),
  })
}
