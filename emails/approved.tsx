import { translator } from '../src/i18n/index.ts'
import { compose } from './layout.tsx'
import type { Mail } from './letter.ts'
import { aboutRequest, ifWrong, privateButton, type RequestProps, waysToSee } from './request.ts'
import { aboutRound } from './times.ts'

/** `pageUrl`: the organisation's permanent page on the list, absolute. One whose name is withheld has none. */
type ApprovedProps = RequestProps & { pageUrl: string }

/** Says that the organisation is on the public list, or counted and not named. */
export function renderApproved(props: ApprovedProps): Mail {
  const t = translator(props.lang, props.kind)
  if (props.withheld) {
    return compose({
      lang: props.lang,
      subject: t('withheld.mail.approved.subject'),
      headline: t('withheld.mail.approved.subject'),
      blocks: [
        { kind: 'paragraph', text: t('withheld.mail.approved.intro') },
        ...aboutRequest(props),
        ...aboutRound(props),
        ...privateButton(props, 'listed'),
        ...ifWrong(props),
      ],
      why: t('mail.why'),
    })
  }
  if (props.times?.isPrivate) return renderSignedInPrivate(props)
  return compose({
    lang: props.lang,
    subject: t('mail.approved.subject'),
    headline: t('mail.approved.headline'),
    blocks: [
      { kind: 'paragraph', text: t('mail.approved.intro') },
      ...aboutRequest(props),
      ...waysToSee(props),
      ...ifWrong(props),
    ],
    why: t('mail.why'),
  })
}

/** Says that the organisation has signed a statement that is not public yet. */
function renderSignedInPrivate(props: RequestProps): Mail {
  const t = translator(props.lang, props.kind)
  return compose({
    lang: props.lang,
    subject: t('round.mail.approved'),
    headline: t('round.mail.approved'),
    blocks: [
      { kind: 'paragraph', text: t('round.mail.approved.intro') },
      ...aboutRequest(props),
      ...aboutRound(props),
      ...privateButton(props, 'listed'),
      ...ifWrong(props),
    ],
    why: t('mail.why'),
  })
}
