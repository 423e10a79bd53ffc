import { type Language, translator } from '../i18n/index.ts'
import { paths } from '../paths.ts'

type Props = {
  lang: Language
  statement: { slug: string; version: number; saysSince: number; revision: number }
}

/** On a page with src/client/live.ts, once: where it says what came and went, in words that it finds here. */
export function LiveNews(props: {
  lang: Language
  statement: { revision: number }
  /** What an open page says when it has become this one, whose subject has left. */
  gone?: string | undefined
}) {
  const { lang, statement, gone } = props
  const t = translator(lang)
  return (
    <p
      id="live-news"
      class="visually-hidden"
      role="status"
      aria-live="polite"
      data-revision={String(statement.revision)}
      data-gone={gone}
      data-joined={t('live.joined', { name: '{name}' })}
      data-left={t('live.left', { name: '{name}' })}
      data-many={t('live.many', { count: '{count}' })}
    />
  )
}

/** Before a statement's text on such a page: shown when a new version of the text has appeared meanwhile. */
export function TextChanged({ lang, statement }: Props) {
  const t = translator(lang)
  return (
    <p
      id="text-changed"
      class="hint"
      data-version={String(statement.version)}
      data-says={String(statement.saysSince)}
      hidden
    >
      {t('live.textChanged')} <a href={paths.statement.page(lang, statement.slug)}>{t('live.readIt')}</a>
    </p>
  )
}
