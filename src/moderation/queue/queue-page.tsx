import type { Child } from 'hono/jsx'
import type { SignedIn } from '../../env.ts'
import { type Language, type MessageKey, translator } from '../../i18n/index.ts'
import { paths } from '../../paths.ts'
import { type Count, type QueueState, statuses } from '../../storage/queue.ts'
import { renderDesk } from '../../ui/desk-layout.tsx'
import { ErrorSummary, TextField } from '../../ui/fields.tsx'
import { Actions, Button, Masthead } from '../../ui/parts.tsx'
import { foreign } from '../../ui/site-layout.tsx'
import { Keys } from '../keyboard-help.tsx'
import { everythingWaiting, type Filter, filterQuery, type Queue } from './queue.ts'
import { QueueList } from './queue-list.tsx'

export type QueuePageProps = {
  signedIn: SignedIn
  queue: Queue
  filter: Filter
  /** What was just decided. */
  notice?: Child
  /** A search text that was not searched for: there is an address in it, or half of one. */
  refused?: string | undefined
}

/** The queue: what waits, oldest first, or whatever else the filter asks for. */
export function renderQueuePage({ signedIn, queue, filter, notice, refused }: QueuePageProps): string {
  const { language: lang, role } = signedIn.moderator
  const t = translator(lang)
  const state = t(`queue.state.${filter.state}`)
  const error = refused === undefined ? undefined : t('queue.search.address')
  return renderDesk({
    lang,
    title: `${t('queue.title')}: ${state}`,
    role,
    at: 'queue',
    scripts: ['desk.js'],
    children: (
      <div class="desk-queue">
        <ErrorSummary
          title={t('form.problems', { count: 1 })}
          errors={error === undefined ? [] : [{ field: 'q', message: error }]}
        />
        {notice}
        <Masthead title={t('queue.title')} />
        <Search {...{ lang, filter, typed: refused ?? filter.q, error }} />
        <States lang={lang} filter={filter} counts={queue.counts} />
        <Statements lang={lang} filter={filter} statements={queue.statements} />
        <section aria-label={t('queue.list', { state })}>
          {queue.rows.length === 0 ? (
            <p class="queue-empty">{t(emptyKey(filter))}</p>
          ) : (
            <QueueList lang={lang} rows={queue.rows} filter={filter} />
          )}
        </section>
        <Pages lang={lang} filter={filter} queue={queue} />
        {(filter.state === 'confirmed' || filter.state === 'returned') && queue.rows.length > 0 && (
          <p class="queue-flood">
            <a href={paths.desk.flood + filterQuery({ ...filter, address: null, position: null })}>
              {t('queue.flood')}
            </a>
          </p>
        )}
        <Keys lang={lang} />
      </div>
    ),
  })
}

function emptyKey({ state, q, address, statement, position }: Filter): MessageKey {
  if (position) return 'queue.empty.beyond'
  if (q !== '' || address || statement !== null) return 'queue.empty.search'
  return state === 'confirmed' ? 'queue.empty.confirmed' : 'queue.empty.state'
}

const start = (filter: Filter): string => paths.desk.queue + filterQuery({ ...filter, position: null })

/** Posted, so that an e-mail address never stands in a URL; the answer leads to a page of its own. */
function Search(props: { lang: Language; filter: Filter; typed: string; error: string | undefined }) {
  const { lang, filter, typed, error } = props
  const t = translator(lang)
  const { q, address, statement } = filter
  return (
    <search class="queue-search">
      <form method="post" action={paths.desk.queue}>
        {statement !== null && <input type="hidden" name="statement" value={statement} />}
        <TextField
          name="q"
          type="search"
          label={t('queue.search')}
          hint={t('queue.search.hint')}
          value={typed}
          error={error}
          autocomplete="off"
          spellcheck={false}
          shortcut="/"
        />
        <Button kind="quiet">{t('queue.search.submit')}</Button>
      </form>
      {(q !== '' || address) && (
        <p>
          {address ? (
            t('queue.searching.address')
          ) : (
            <>
              {t('queue.searching')} <bdi>{q}</bdi>
            </>
          )}{' '}
          <a href={start({ ...everythingWaiting, statement })}>{t('queue.clear')}</a>
        </p>
      )}
    </search>
  )
}

const states: readonly QueueState[] = [...statuses, 'all']

function States({
  lang,
  filter,
  counts,
}: {
  lang: Language
  filter: Filter
  counts: Record<QueueState, Count>
}) {
  const t = translator(lang)
  return (
    <nav class="queue-states" aria-label={t('queue.states')}>
      <ul>
        {states.map(state => (
          <li>
            <a href={start({ ...filter, state })} aria-current={state === filter.state ? 'page' : undefined}>
              {t(`queue.state.${state}`)} <span class="queue-count">{countInWords(lang, counts[state])}</span>
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

/** A number, with a plus where nobody counted to the end. */
const countInWords = (lang: Language, { count, more }: Count): string =>
  translator(lang)('format.number', { count }) + (more ? '+' : '')

function Statements({
  lang,
  filter,
  statements,
}: {
  lang: Language
  filter: Filter
  statements: Queue['statements']
}) {
  if (statements.length < 2) return null
  const t = translator(lang)
  return (
    <nav class="queue-states" aria-label={t('queue.statements')}>
      <ul>
        <li>
          <a
            href={start({ ...filter, statement: null })}
            aria-current={filter.statement === null ? 'page' : undefined}
          >
            {t('queue.statements.all')}
          </a>
        </li>
        {statements.map(({ slug, title, language }) => (
          <li>
            <a
              href={start({ ...filter, statement: slug })}
              aria-current={slug === filter.statement ? 'page' : undefined}
              lang={foreign({ language }, lang)}
            >
              {title}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

function Pages({ lang, filter, queue: { older, newer } }: { lang: Language; filter: Filter; queue: Queue }) {
  if (!older && !newer && !filter.position) return null
  const t = translator(lang)
  return (
    <nav aria-label={t('queue.pages')}>
      <Actions>
        {filter.position && <a href={start(filter)}>{t('queue.first')}</a>}
        {older && <a href={paths.desk.queue + filterQuery(older)}>{t('queue.older')}</a>}
        {newer && <a href={paths.desk.queue + filterQuery(newer)}>{t('queue.newer')}</a>}
      </Actions>
    </nav>
  )
}
