import type { Deps } from '../../deps.ts'
import type { ModeratorAction } from '../../domain/actions.ts'
import type { DecisionMail } from '../../domain/moderation.ts'
import { type Language, translator } from '../../i18n/index.ts'
import type { Message } from '../../mail/mailer.ts'
import { paths } from '../../paths.ts'
import { Notice } from '../../ui/parts.tsx'
import { composeDecisionMail } from './decision-mail.ts'
import type { RequestView } from './request-view.ts'

/** The mail that each action owes. */
export const mailFor = {
  approve: 'approved',
  reject: 'rejected',
  return: 'changes-requested',
  withdraw: 'withdrawn',
  reopen: 'reopened',
  restore: 'restored',
  correct: 'corrected',
} as const satisfies Record<ModeratorAction, DecisionMail>

/** The mail of a decision as it would go out now: only the link's secret part is not in it. */
export function previewMail(
  deps: Pick<Deps, 'config'>,
  view: Pick<RequestView, 'endorsement' | 'mailTitle'>,
  kind: DecisionMail,
  text: string,
  details: RequestView['endorsement'] = view.endorsement,
): Omit<Message, 'to'> {
  const { endorsement } = view
  return composeDecisionMail(kind, deps, {
    endorsement: details,
    title: view.mailTitle,
    privateUrl: deps.config.publicUrl + paths.endorsement.privatePage(endorsement.language, '…'),
    text,
    listed: endorsement.status === 'approved',
  })
}

type DecisionMailProps = {
  lang: Language
  view: RequestView
  message: Omit<Message, 'to'>
  waits?: boolean
}

/** The mail of a decision, to the request's representative. */
export const DecisionMailPreview = ({ lang, view, message, waits }: DecisionMailProps) => (
  <MailPreview
    lang={lang}
    mailLang={view.endorsement.language}
    to={view.contact?.email ?? null}
    message={message}
    waits={waits}
  />
)

/** A mail's text part, with its head. */
export function MailFigure(props: {
  lang: Language
  mailLang: Language
  to: string
  message: Omit<Message, 'to'>
}) {
  const { lang, mailLang, to, message } = props
  const t = translator(lang)
  return (
    <figure class="mail-preview">
      <figcaption>
        {t('desk.mail.to')} <bdi>{to}</bdi>
        <br />
        {t('desk.mail.subject')} <span lang={mailLang}>{message.subject}</span>
      </figcaption>
      <pre lang={mailLang}>{message.text}</pre>
    </figure>
  )
}

/** Its text part; the HTML part is made of the same pieces. Nobody is mailed where no contact is kept. */
export function MailPreview(props: {
  lang: Language
  mailLang: Language
  to: string | null
  message: Omit<Message, 'to'>
  /** Until the time for undoing is over. */
  waits?: boolean | undefined
}) {
  const { lang, mailLang, to, message, waits } = props
  const t = translator(lang)
  if (to === null) {
    return (
      <Notice kind="info">
        <p>{t('desk.mail.none')}</p>
      </Notice>
    )
  }
  return (
    <section class="section">
      <h2>{t('desk.mail.title')}</h2>
      <p class="hint">{waits ? t('desk.mail.waits') : t('desk.mail.atOnce')}</p>
      <MailFigure lang={lang} mailLang={mailLang} to={to} message={message} />
    </section>
  )
}
