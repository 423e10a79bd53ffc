import { isDay } from '../../domain/dates.ts'
import { isByClock, logKinds } from '../../domain/log-kind.ts'
import type { SignedIn } from '../../env.ts'
import { translator } from '../../i18n/index.ts'
import { exportAnchor, paths } from '../../paths.ts'
import type { PagePosition } from '../../storage/keyset.ts'
import { clock, type LogRow, operator } from '../../storage/moderation-log.ts'
import type { StatementSettings } from '../../storage/statement-settings.ts'
import { renderDesk } from '../../ui/desk-layout.tsx'
import { TextField } from '../../ui/fields.tsx'
import { Moment } from '../../ui/moment.tsx'
import { Actions, Button, Masthead, Notice } from '../../ui/parts.tsx'
import { Select } from '../../ui/select.tsx'
import { foreignMarks } from '../../ui/site-layout.tsx'
import { codeInWords } from '../code-in-words.ts'
import { OrganisationName } from '../organisation-name.tsx'
import { StatementSelect } from '../statement-select.tsx'
import { logQuery, type TypedFilter } from './log-filter.ts'

type LogPageProps = {
  signedIn: SignedIn
  typed: TypedFilter
  /** Nothing was exported, as part of the filter could not be read. */
  refused?: 'unread' | undefined
  rows: readonly LogRow[]
  older: PagePosition | null
  newer: PagePosition | null
  /** Everybody who was ever a moderator. */
  people: readonly { id: string; name: string }[]
  statements: readonly StatementSettings[]
}

/** The log of the desk, newest first, with its filter and the way to take it out. */
export function renderLogPage(page: LogPageProps): string {
  const { signedIn, typed, refused, rows, older, newer } = page
  const { language: lang, role, timeZone } = signedIn.moderator
  const t = translator(lang)
  const to = (position: PagePosition | null) => paths.desk.log + logQuery(typed, position)
  return renderDesk({
    lang,
    title: t('log.title'),
    role,
    timeZone,
    at: 'log',
    children: (
      <div class="desk-log">
        {refused && (
          <Notice kind="stop">
            <p>{t(`log.export.${refused}`)}</p>
          </Notice>
        )}
        <Masthead title={t('log.title')} dateline={t('log.lead')} />
        <LogFilterForm {...page} />
        {rows.length === 0 ? (
          <p class="queue-empty">{t('log.empty')}</p>
        ) : (
          // biome-ignore lint/a11y/noRedundantRoles: Safari forgets that a list without markers is a list.
          <ol class="log" role="list">
            {rows.map(row => (
              <li>
                <Entry {...page} row={row} />
              </li>
            ))}
          </ol>
        )}
        {(older || newer) && (
          <nav aria-label={t('queue.pages')}>
            <Actions>
              {newer && <a href={to(newer)}>{t('queue.newer')}</a>}
              {older && <a href={to(older)}>{t('queue.older')}</a>}
            </Actions>
          </nav>
        )}
        <section class="section" id={exportAnchor.slice(1)}>
          <h2>{t('log.export.title')}</h2>
          <p>{t('log.export.hint')}</p>
          <Actions>
            <a href={paths.desk.logCsv + logQuery(typed, null)}>{t('log.export')}</a>
          </Actions>
        </section>
      </div>
    ),
  })
}

function Entry({ signedIn, row, people, statements }: LogPageProps & { row: LogRow }) {
  const { language: lang } = signedIn.moderator
  const t = translator(lang)
  const { at, kind, moderatorId, subjectId, endorsement, code } = row
  const nameOf = (id: string) => people.find(person => person.id === id)?.name ?? t('log.unknown')
  // Of a request it is said where there are several.
  const isSaid = endorsement === null || statements.length > 1
  const statement = isSaid ? statements.find(({ slug }) => slug === row.statement) : undefined
  return (
    <>
      <span class="log-when">
        <Moment lang={lang} at={at} as="with UTC" />
      </span>{' '}
      <span class="log-who">
        {moderatorId === null ? (
          t(isByClock(code) ? 'log.actor.clock' : 'log.operator')
        ) : (
          <bdi>{nameOf(moderatorId)}</bdi>
        )}
      </span>{' '}
      <span class="log-what">
        {t(`log.kind.${kind}`)}
        {code !== null && <> · {codeInWords(lang, code)}</>}
      </span>{' '}
      <span class="log-on">
        {endorsement && (
          <a href={paths.desk.request(endorsement.id)}>
            <OrganisationName lang={lang} organisation={endorsement} />
          </a>
        )}
        {subjectId !== null && subjectId !== moderatorId && <bdi>{nameOf(subjectId)}</bdi>}
        {statement && (
          <>
            {' '}
            <span {...foreignMarks(statement, lang)}>{statement.title}</span>
          </>
        )}
        {/* A draft has no title that anybody published. */}
        {endorsement === null && !statement && row.statement !== null && <bdi>{row.statement}</bdi>}
      </span>
    </>
  )
}

function LogFilterForm({ signedIn, typed, people, statements }: LogPageProps) {
  const { language: lang, timeZone } = signedIn.moderator
  const t = translator(lang)
  const { filter, from, to, refusedText } = typed
  const dayFault = (typed: string) => (typed === '' || isDay(typed) ? undefined : t('log.day.invalid'))
  const filtered = logQuery(typed, null) !== ''
  return (
    <search>
      <form class="log-filter" method="post" action={paths.desk.log} novalidate>
        <Select
          name="who"
          label={t('log.who')}
          empty={t('log.who.all')}
          value={filter.who ?? ''}
          options={[
            ...people.map(({ id, name }) => ({ value: id, label: name })),
            { value: operator, label: t('log.operator') },
            { value: clock, label: t('log.actor.clock') },
          ]}
        />
        <Select
          name="kind"
          label={t('log.kind')}
          empty={t('log.kind.all')}
          value={filter.kind ?? ''}
          options={logKinds.map(kind => ({ value: kind, label: t(`log.kind.${kind}`) }))}
        />
        <StatementSelect lang={lang} statements={statements} chosen={filter.statement} />
        <TextField
          name="q"
          type="search"
          label={t('log.q')}
          hint={t('log.q.hint')}
          value={refusedText ?? filter.q}
          error={refusedText === null ? undefined : t('log.q.address')}
        />
        <TextField
          name="from"
          label={t('log.from')}
          hint={t('log.day.hint', { timeZone })}
          value={from}
          type="date"
          short
          error={dayFault(from)}
        />
        <TextField
          name="to"
          label={t('log.to')}
          hint={t('log.day.hint', { timeZone })}
          value={to}
          type="date"
          short
          error={dayFault(to)}
        />
        <Actions>
          <Button kind="quiet">{t('log.filter.submit')}</Button>
          {filtered && <a href={paths.desk.log}>{t('log.filter.clear')}</a>}
        </Actions>
      </form>
    </search>
  )
}
