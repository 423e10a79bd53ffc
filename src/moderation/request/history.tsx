import { mostHistory } from '../../domain/limits.ts'
import { type Language, translator } from '../../i18n/index.ts'
import { Lines } from '../../ui/lines.tsx'
import { Moment } from '../../ui/moment.tsx'
import { codeInWords } from '../code-in-words.ts'
import type { RequestView } from './request-view.ts'

/** What happened to a request, oldest first: when, what, by whom, and the text that went with it. */
export function History({ lang, view: { history, names } }: { lang: Language; view: RequestView }) {
  const t = translator(lang)
  const nameOf = (id: string | null) =>
    id === null ? t('log.operator') : (names.get(id) ?? t('log.unknown'))
  return (
    <ol class="history">
      {history.map(({ at, kind, actor, moderatorId, code, words }) => (
        <li>
          <p>
            <Moment lang={lang} at={at} /> · {t(`log.kind.${kind}`)}
            {code !== null && <> · {codeInWords(lang, code)}</>} ·{' '}
            {actor === 'moderator' ? <bdi>{nameOf(moderatorId)}</bdi> : t(`log.actor.${actor}`)}
          </p>
          {words && (
            <blockquote dir="auto">
              <Lines text={words} />
            </blockquote>
          )}
        </li>
      ))}
    </ol>
  )
}

/** Said above a history that does not begin at the beginning. */
export function HistoryCut({ lang, view: { moreHistory } }: { lang: Language; view: RequestView }) {
  return moreHistory ? (
    <p class="hint">{translator(lang)('log.history.more', { most: mostHistory })}</p>
  ) : null
}
