import { type Language, translator } from '../../i18n/index.ts'
import { Notice } from '../../ui/parts.tsx'
import type { RequestView } from './request-view.ts'

/** Of a statement in its private round: that nothing of the request is public before the statement is. */
export function RoundNotice({ lang, view }: { lang: Language; view: RequestView }) {
  if (!view.round.isPrivate) return null
  const t = translator(lang)
  return (
    <Notice kind="info" heading={t('round.eyebrow')}>
      <p>{t('round.desk.notice')}</p>
    </Notice>
  )
}
