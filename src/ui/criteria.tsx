import { type Language, translator } from '../i18n/index.ts'

/** By what moderators decide. */
export function Criteria({ lang }: { lang: Language }) {
  const t = translator(lang)
  return (
    <ul>
      <li>{t('criteria.exists')}</li>
      <li>{t('criteria.linked')}</li>
      <li>{t('criteria.name')}</li>
    </ul>
  )
}
