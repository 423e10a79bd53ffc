import { type Language, translator } from '../../i18n/index.ts'
import { paths } from '../../paths.ts'

/** The ids of the requests before and after one in the queue. */
export type Neighbours = { previous: string | null; next: string | null }

type NeighbourProps = { lang: Language; neighbours: Neighbours; query: string }

/** The way back to the queue, and to the requests beside this one. */
export function NeighbourLinks({ lang, neighbours: { previous, next }, query }: NeighbourProps) {
  const t = translator(lang)
  return (
    <nav class="neighbours" aria-label={t('desk.neighbours')}>
      <ul>
        <li>
          <a href={paths.desk.queue + query}>{t('desk.neighbours.queue')}</a>
        </li>
        {previous && (
          <li>
            <a href={paths.desk.request(previous) + query} rel="prev" data-key="k" aria-keyshortcuts="k">
              {t('desk.neighbours.previous')}
            </a>
          </li>
        )}
        {next && (
          <li>
            <a href={paths.desk.request(next) + query} rel="next" data-key="j" aria-keyshortcuts="j">
              {t('desk.neighbours.next')}
            </a>
          </li>
        )}
      </ul>
    </nav>
  )
}
