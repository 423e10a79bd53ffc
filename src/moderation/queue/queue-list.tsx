import { furtherNames } from '../../domain/organisation.ts'
import { countryName, type Language, languageName, translator } from '../../i18n/index.ts'
import { paths } from '../../paths.ts'
import { Moment } from '../../ui/moment.tsx'
import { Name } from '../../ui/name.tsx'
import { foreignMarks } from '../../ui/site-layout.tsx'
import { ageInWords } from '../age-in-words.ts'
import { ClaimTag } from '../claim/claim-tag.tsx'
import { OrganisationName } from '../organisation-name.tsx'
import type { QueueRow } from './load-queue.ts'
import { type Filter, filterQuery } from './queue-filter.ts'

type ListProps = {
  lang: Language
  rows: readonly QueueRow[]
  /** Each row's page is told of it, so that the way on from there stays within it. */
  filter: Filter
  /** The id of the row whose page this is. */
  selected?: string | undefined
}

/** Requests, a row each: one link, with what a moderator chooses by. The keyboard finds rows by `data-row`. */
export function QueueList({ lang, rows, filter, selected }: ListProps) {
  const query = filterQuery(filter)
  return (
    // biome-ignore lint/a11y/noRedundantRoles: Safari forgets that a list without markers is a list.
    <ol class="queue" role="list">
      {rows.map(row => (
        <li id={`r-${row.id}`}>
          <Row
            lang={lang}
            row={row}
            href={paths.desk.request(row.id) + query}
            current={row.id === selected}
            showState={row.status !== filter.state && filter.state !== 'proposed'}
          />
        </li>
      ))}
    </ol>
  )
}

type RowProps = { lang: Language; row: QueueRow; href: string; current: boolean; showState: boolean }

function Row({ lang, row, href, current, showState }: RowProps) {
  const t = translator(lang)
  return (
    <>
      <a href={href} data-row={row.id} aria-current={current ? 'true' : undefined}>
        <OrganisationName lang={lang} organisation={row} />
      </a>
      <p class="queue-facts">
        <span>{t(`signer.${row.kind}`)}</span>
        {furtherNames(row, lang).map(({ name, language }) => (
          <Name lang={language ?? undefined}>{name}</Name>
        ))}
        <Since lang={lang} row={row} />
        {row.country && <span>{countryName(lang, row.country) ?? row.country}</span>}
        <span>{languageName(lang, row.language)}</span>
        <Evidence lang={lang} evidence={row.evidence} />
        <ClaimTag lang={lang} name={row.claimant} />
        {row.notes > 0 && <span>{t('queue.notes', { count: row.notes })}</span>}
        {row.amended && <span>{t('queue.amended')}</span>}
        {row.proposedAt && <span class="tag">{t('queue.proposed')}</span>}
        {row.unreached && <span class="tag">{t('queue.unreached')}</span>}
        {row.hasFirstApproval && <span class="tag">{t('queue.firstApproved')}</span>}
        {row.nameWithheld && <span class="tag">{t('withheld.tag')}</span>}
        {row.founding && <span class="tag">{t('queue.founding')}</span>}
        {showState && <span class="tag">{t(`queue.state.${row.status}`)}</span>}
        {row.statement && <span {...foreignMarks(row.statement, lang)}>{row.statement.title}</span>}
      </p>
    </>
  )
}

/** What is known, and no more: how many reasons speak against it, and what speaks for it. */
function Evidence({ lang, evidence }: { lang: Language; evidence: QueueRow['evidence'] }) {
  const t = translator(lang)
  if (evidence === null) return null
  if (evidence === 'due') return <span>{t('queue.evidence.due')}</span>
  return (
    <>
      {evidence.against > 0 && (
        <span class="against">{t('queue.evidence.against', { count: evidence.against })}</span>
      )}
      <span>{t(evidence.for > 0 ? 'queue.evidence.for' : 'queue.evidence.nothing-for')}</span>
    </>
  )
}

/** How long it has waited; of what waits no more, the day. */
function Since({ lang, row }: { lang: Language; row: QueueRow }) {
  const { status, age, proposedAt } = row
  const queuedAt = proposedAt ?? row.queuedAt
  if (status !== 'confirmed' && !proposedAt) return <Moment lang={lang} at={queuedAt} as="day" />
  return <time datetime={queuedAt.toISOString()}>{ageInWords(lang, age)}</time>
}
