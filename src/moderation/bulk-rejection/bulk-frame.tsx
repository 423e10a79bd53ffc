import type { Child } from 'hono/jsx'
import type { SignedIn } from '../../env.ts'
import { translator } from '../../i18n/index.ts'
import { renderDesk } from '../../ui/desk-layout.tsx'

/** The frame of the three pages. */
export function renderBulk({ moderator }: SignedIn, children: Child): string {
  const { language: lang, role, timeZone } = moderator
  const t = translator(lang)
  return renderDesk({
    lang,
    title: t('bulk.title'),
    role,
    timeZone,
    at: 'queue',
    children: <div class="desk-bulk">{children}</div>,
  })
}
