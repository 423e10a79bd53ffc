import { type Language, translator } from '../i18n/index.ts'
import { paths } from '../paths.ts'

/**
 * Wherever a statement whose readers are in danger is read, signed or taken along: one sentence, and the way to the
 * rest.
 */
export function SafetyLink({ lang, of }: { lang: Language; of: { readersInDanger: boolean } }) {
  if (!of.readersInDanger) return null
  const t = translator(lang)
  return (
    <p class="hint">
      <a href={paths.site.safety(lang)}>{t('safety.title')}</a>: {t('safety.line')}
    </p>
  )
}
