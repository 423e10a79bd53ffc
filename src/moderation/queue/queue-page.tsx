import type { Child } from 'hono/jsx'
import { mailMayWait, minute } from '../../domain/durations.ts'
import type { SignedIn } from '../../env.ts'
import { type Language, type MessageKey, translator } from '../../i18n/index.ts'
import { paths } from '../../paths.ts'
import type { MailStanding } from '../../storage/mail-standing.ts'
import { renderDesk } from '../../ui/desk-layout.tsx'
import { ErrorSummary } from '../../ui/fields.tsx'
import { Masthead, Notice } from '../../ui/parts.tsx'
import { KeyboardHelp } from '../keyboard-help.tsx'
import type { Queue } from './load-queue.ts'
import { type Filter, filterQuery } from './queue-filter.ts'
import { QueueList } from './queue-list.tsx'
import { countInWords, PageLinks, StateLinks, StatementLinks } from './queue-navigation.tsx'
import { QueueNews } from './queue-news.tsx'
import { SearchBox } from './search-box.tsx'

type QueuePageProps = {
  signedIn: SignedIn
  queue: Queue
  filter: Filter
  /** What was just decided. */
  notice?: Child
  mail?: MailStanding
  /** How many mails wait for a person. */
  parkedMails?: number
  /** A search text that was not searched for: there is an address in it, or half of one. */
  refused?: string | undefined
}

/** The queue: what waits, oldest first, or whatever else the filter asks for. */
export function renderQueuePage(page: QueuePageProps): string {
  const { signedIn, queue, filter, notice, mail = { state: 'goes' }, parkedMails = 0, refused } = page
  const { language: lang, role, timeZone } = signedIn.moderator
  const t = translator(lang)
  const state = t(`queue.state.${filter.state}`)
  const error = refused === undefined ? undefined : t('queue.search.address')
  return renderDesk({
    lang,
    title: `${waitingInTitle(lang, queue, filter)}${t('queue.title')}: ${state}`,
    role,
    timeZone,
    at: 'queue',
    scripts: ['desk.js'],
    children: (
      <div class="desk-queue">
        <ErrorSummary
          title={t('form.problems', { count: 1 })}
          errors={error === undefined ? [] : [{ field: 'q', message: error }]}
        />
        {notice}
        {mail.state !== 'goes' && (
          <Notice kind="stop" heading={t('queue.mail.title')}>
            <p>
              {mail.state === 'refused'
                ? t('queue.mail.text', { code: mail.code })
                : t('queue.mail.still', { minutes: mailMayWait / minute })}
            </p>
          </Notice>
        )}
        {parkedMails > 0 && (
          <Notice kind="stop">
            <p>
              <a href={paths.desk.mail}>{t('queue.mail.parked', { count: parkedMails })}</a>
            </p>
          </Notice>
        )}
        <Masthead title={t('queue.title')} />
        <SearchBox lang={lang} filter={filter} typed={refused ?? filter.q} error={error} />
        {error === undefined && <QueueNews lang={lang} />}
        <div id="queue" class="queue-parts" data-live="">
          <StateLinks lang={lang} filter={filter} counts={queue.counts} />
          <StatementLinks lang={lang} filter={filter} statements={queue.statements} />
          <section aria-label={t('queue.list', { state })}>
            {queue.rows.length === 0 ? (
              <p class="queue-empty">
                {t(error === undefined ? emptyKey(filter) : 'queue.empty.unsearched')}
              </p>
            ) : (
              <QueueList lang={lang} rows={queue.rows} filter={filter} />
            )}
          </section>
          <PageLinks lang={lang} filter={filter} queue={queue} />
          {queue.rows.length > 0 && <BulkLink lang={lang} filter={filter} />}
        </div>
        <KeyboardHelp lang={lang} keys={['j', 'k', '/']} />
      </div>
    ),
  })
}

/** How many wait, for whoever has the tab beside others; a search counts what it found, which says nothing of that. */
function waitingInTitle(lang: Language, { counts }: Queue, { q, address }: Filter): string {
  if (q !== '' || address || counts.confirmed.count === 0) return ''
  return `(${countInWords(lang, counts.confirmed)}) `
}

function emptyKey({ state, q, address, statement, position }: Filter): MessageKey {
  if (position) return 'queue.empty.beyond'
  if (q !== '' || address) return 'queue.empty.search'
  if (statement !== null) return 'queue.empty.statement'
  return state === 'confirmed' ? 'queue.empty.confirmed' : 'queue.empty.state'
}

/** Leads on to rejecting many, where the filter shows what can be rejected. */
function BulkLink({ lang, filter }: { lang: Language; filter: Filter }) {
  if (filter.state !== 'confirmed' && filter.state !== 'returned') return null
  return (
    <p class="queue-bulk">
      <a href={paths.desk.bulkRejection + filterQuery({ ...filter, address: null, position: null })}>
        {translator(lang)('queue.bulk')}
      </a>
    </p>
  )
}
