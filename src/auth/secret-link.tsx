import { formatDate, type Language, translator } from '../i18n/index.ts'
import type { IssuedInvitation } from './issue-invitation.ts'

/** The link of an invitation, shown once, and how long it holds. */
export function SecretLink({ lang, url, expiresAt }: { lang: Language } & IssuedInvitation) {
  const t = translator(lang)
  const [date = '', time = ''] = expiresAt.toISOString().split('T')
  return (
    <div class="secret-link">
      <p id="secret-link">{t('team.link.once')}</p>
      <p>
        <code aria-describedby="secret-link">{url}</code>
      </p>
      <p class="hint">{t('team.link.until', { date: formatDate(lang, date), time: time.slice(0, 5) })}</p>
    </div>
  )
}
