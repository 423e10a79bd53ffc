import { type Language, translator } from '../i18n/index.ts'
import type { StatementSettings } from '../storage/statement-settings.ts'
import { Select } from '../ui/select.tsx'

type Props = {
  lang: Language
  statements: readonly Pick<StatementSettings, 'slug' | 'title'>[]
  chosen: string | null
}

/** Which statement something is to be of; nothing where there is no choice. */
export function StatementSelect({ lang, statements, chosen }: Props) {
  const t = translator(lang)
  if (statements.length <= 1) return null
  return (
    <Select
      name="statement"
      label={t('queue.statements')}
      empty={t('queue.statements.all')}
      value={chosen ?? ''}
      options={statements.map(({ slug, title }) => ({ value: slug, label: title }))}
    />
  )
}
