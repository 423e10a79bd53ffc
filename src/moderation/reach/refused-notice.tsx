import { type Language, translator } from '../../i18n/index.ts'
import { Notice } from '../../ui/parts.tsx'

type Refusal = 'messages_spent' | 'links_spent' | 'already_waiting' | 'same_address'

/** Why nothing was sent, over the form with what was typed. */
export function RefusedNotice({ lang, refusal }: { lang: Language; refusal: Refusal }) {
  const t = translator(lang)
  return (
    <Notice kind="stop" heading={t('reach.refused.title')}>
      <p>{t(`desk.refused.${refusal}`)}</p>
    </Notice>
  )
}
