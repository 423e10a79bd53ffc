import { type Language, translator } from '../../i18n/index.ts'
import { paths } from '../../paths.ts'
import { type Count, queueStates } from '../../storage/queue.ts'
import { Actions, Button } from '../../ui/parts.tsx'
import { foreignMarks } from '../../ui/site-layout.tsx'
import { StatementSelect } from '../statement-select.tsx'
import type { Queue } from './load-queue.ts'
import { type Filter, filterQuery } from './queue-filter.ts'

const firstPage = (filter: Filter): string => paths.desk.queue + filterQuery({ ...filter, position: null })

type StateProps = { lang: Language; filter: Filter; counts: Queue['counts'] }

/** The states, each with how many requests are in it. */
export function StateLinks({ lang, filter, counts }: StateProps) {
  const t = translator(lang)
  return (
    <nav class="queue-states" aria-label={t('queue.states')}>
      <ul>
        {queueStates.map(state => (
          <li>
            <a
              href={firstPage({ ...filter, state })}
              aria-current={state === filter.state ? 'page' : undefined}
            >
              {t(`queue.state.${state}`)} <span class="queue-count">{countInWords(lang, counts[state])}</span>
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

/** A number, with a plus where nobody counted to the end. */
export const countInWords = (lang: Language, { count, more }: Count): string =>
  translator(lang)('format.number', { count }) + (more ? '+' : '')

/** More titles than that are no row of links. */
const mostLinks = 5

type StatementProps = { lang: Language; filter: Filter; statements: Queue['statements'] }

/** The statements, where there are several: as links where those are few, else as a list to choose from. */
export function StatementLinks({ lang, filter, statements }: StatementProps) {
  if (statements.length < 2) return null
  const t = translator(lang)
  if (statements.length > mostLinks) return <StatementChoice {...{ lang, filter, statements }} />
  return (
    <nav class="queue-states" aria-label={t('queue.statements')}>
      <ul>
        <li>
          <a
            href={firstPage({ ...filter, statement: null })}
            aria-current={filter.statement === null ? 'page' : undefined}
          >
            {t('queue.statements.all')}
          </a>
        </li>
        {statements.map(({ slug, title, language }) => (
          <li>
            <a
              href={firstPage({ ...filter, statement: slug })}
              aria-current={slug === filter.statement ? 'page' : undefined}
              {...foreignMarks({ language }, lang)}
            >
              {title}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

/** Of the queue as it is filtered otherwise, from its start. */
function StatementChoice({ lang, filter, statements }: StatementProps) {
  const t = translator(lang)
  const kept = new URLSearchParams(filterQuery({ ...filter, statement: null, position: null }))
  return (
    <form class="queue-statement" method="get" action={paths.desk.queue}>
      {[...kept].map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      <StatementSelect lang={lang} statements={statements} chosen={filter.statement} />
      <Button kind="quiet">{t('queue.statements.choose')}</Button>
    </form>
  )
}

type PageProps = { lang: Language; filter: Filter; queue: Pick<Queue, 'older' | 'newer'> }

/** The way to the neighbouring pages. */
export function PageLinks({ lang, filter, queue: { older, newer } }: PageProps) {
  if (!older && !newer && !filter.position) return null
  const t = translator(lang)
  return (
    <nav aria-label={t('queue.pages')}>
      <Actions>
        {filter.position && <a href={firstPage(filter)}>{t('queue.first')}</a>}
        {older && <a href={paths.desk.queue + filterQuery(older)}>{t('queue.older')}</a>}
        {newer && <a href={paths.desk.queue + filterQuery(newer)}>{t('queue.newer')}</a>}
      </Actions>
    </nav>
  )
}
