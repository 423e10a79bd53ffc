import { formatMoment, type Language, translator } from '../i18n/index.ts'
import { useTimeZone } from '../ui/moment.tsx'
import type { IssuedInvitation } from './issue-invitation.ts'

/** The link of an invitation, shown once, and how long it holds. */
export function SecretLink({ lang, url, expiresAt }: { lang: Language } & IssuedInvitation) {
  const t = translator(lang)
  const moment = formatMoment(lang, expiresAt, useTimeZone())
  return (
    <div class="secret-link">
      <p id="secret-link">{t('team.link.once')}</p>
      <p>
        <code aria-describedby="secret-link">{url}</code>
      </p>
      <p class="hint">{t('team.link.until', { moment })}</p>
    </div>
  )
}
