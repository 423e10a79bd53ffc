import { formatDate, type Language, translator } from '../src/i18n/index.ts'
import { compose } from './layout.tsx'
import type { Mail } from './letter.ts'
import { oneLine, unlinkable } from './typed.ts'

type InvitationProps = {
  lang: Language
  /** Who is invited, as an administrator typed it. */
  name: string
  role: 'moderator' | 'administrator'
  /** They had passkeys, which have just ended. */
  isRecovery: boolean
  /** The link that a passkey is made with, once. */
  url: string
  expiresAt: Date
}

/**
 * Brings somebody the link with which they join the desk, or join it again. It goes to their own mailbox and nowhere
 * else.
 */
export function renderInvitation({ lang, name, role, isRecovery, url, expiresAt }: InvitationProps): Mail {
  const t = translator(lang)
  const [date = '', time = ''] = expiresAt.toISOString().split('T')
  return compose({
    lang,
    subject: t(isRecovery ? 'mail.desk.invitation.recoverySubject' : 'mail.desk.invitation.subject'),
    headline: t(isRecovery ? 'mail.desk.invitation.recoverySubject' : 'mail.desk.invitation.subject'),
    blocks: [
      {
        kind: 'paragraph',
        text: t(isRecovery ? 'mail.desk.invitation.recovery' : 'mail.desk.invitation.intro'),
      },
      { kind: 'typed', label: t(`team.role.${role}`), lines: [unlinkable(oneLine(name))] },
      {
        kind: 'paragraph',
        text: t('mail.desk.invitation.act', { date: formatDate(lang, date), time: time.slice(0, 5) }),
      },
      { kind: 'button', label: t('mail.desk.invitation.button'), url, hint: t('mail.link') },
      { kind: 'paragraph', text: t('mail.desk.invitation.keep') },
      { kind: 'section', title: t('mail.desk.unexpected') },
      {
        kind: 'paragraph',
        text: t(isRecovery ? 'mail.desk.invitation.recoveryUnexpected' : 'mail.desk.invitation.unexpected'),
      },
    ],
    why: t('mail.desk.invitation.why'),
  })
}
