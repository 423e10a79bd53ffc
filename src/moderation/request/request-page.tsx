import type { Child } from 'hono/jsx'
import type { ModeratorAction } from '../../domain/actions.ts'
import type { Endorsement } from '../../domain/endorsement.ts'
import { undoableUntil } from '../../domain/moderation.ts'
import type { SignedIn } from '../../env.ts'
import { type Language, translator } from '../../i18n/index.ts'
import { paths } from '../../paths.ts'
import type { Details } from '../../storage/details.ts'
import { renderDesk } from '../../ui/desk-layout.tsx'
import { ErrorSummary, Form, TextArea } from '../../ui/fields.tsx'
import { Moment } from '../../ui/moment.tsx'
import { Actions, Button, ButtonLink, Facts, Masthead, Notice } from '../../ui/parts.tsx'
import { foreign } from '../../ui/site-layout.tsx'
import { Changes } from './changes.tsx'
import { EvidenceList } from './evidence-list.tsx'
import { History, HistoryCut } from './history.tsx'
import { Keys } from '../keyboard-help.tsx'
import { AsPublished } from './as-published.tsx'
import { actionsOn, approvalOf, type RequestView } from './request-view.ts'

export type RequestPage = {
  signedIn: SignedIn
  view: RequestView
  now: Date
  /** The queue beside the request. */
  beside: Child
  /** The ids before and after it in the queue. */
  neighbours: { previous: string | null; next: string | null }
  /** What has to be said first: what was just decided, or why it was refused. */
  notice?: Child
  /** A note that could not be kept. */
  note?: { typed: string; error: string } | undefined
  /** The query that leads back to the same part of the queue. */
  query: string
}

/** One request beside the queue: what will be published, what speaks for it, what happened, what can be done. */
export function renderRequestPage(page: RequestPage): string {
  const { signedIn, view, now, beside, notice, note, query } = page
  const { language: lang, role } = signedIn.moderator
  const { endorsement: e, title } = view
  const t = translator(lang)
  const noteError = note && { field: 'words', message: note.error }
  return renderDesk({
    lang,
    title: e.organisation.name,
    role,
    at: 'queue',
    scripts: ['desk.js'],
    children: (
      <div class="desk-columns">
        <div class="desk-beside">{beside}</div>
        <article class="desk-request" aria-labelledby="request">
          <ErrorSummary title={t('form.problems', { count: 1 })} errors={noteError ? [noteError] : []} />
          {notice}
          <Neighbours {...page} />
          <Masthead
            eyebrow={
              <>
                <span lang={foreign(title, lang)}>{title.title}</span>,{' '}
                {t('confirm.version', { version: e.version })}
              </>
            }
            title={
              <bdi id="request" tabindex={-1}>
                {e.organisation.name}
              </bdi>
            }
            dateline={<Standing lang={lang} e={e} />}
          />
          <Undo {...{ signedIn, endorsement: e, now, query }} />
          <Decisions {...page} />
          {view.before && <Amended lang={lang} before={view.before} after={e} />}
          <section class="section">
            <h2>{e.status === 'approved' ? t('desk.published.title.now') : t('desk.published.title')}</h2>
            <AsPublished
              lang={lang}
              details={{ ...e, signedOn: e.status === 'approved' ? e.signedOn : null }}
            />
          </section>
          {view.evidence && (
            <section class="section">
              <h2>{t('desk.evidence.title')}</h2>
              <EvidenceList lang={lang} evidence={view.evidence} />
            </section>
          )}
          <Representative lang={lang} view={view} />
          <section class="section">
            <h2>{t('desk.history.title')}</h2>
            <HistoryCut lang={lang} view={view} />
            <History lang={lang} view={view} />
          </section>
          {view.contact && (
            <section class="section">
              <h2>{t('desk.note.title')}</h2>
              <Form action={paths.desk.action(e.id, 'note') + query}>
                <TextArea
                  name="words"
                  label={t('desk.note.label')}
                  hint={t('desk.note.hint')}
                  value={note?.typed}
                  error={note?.error}
                  rows={3}
                  shortcut="n"
                />
                <Actions>
                  <Button kind="quiet">{t('desk.note.submit')}</Button>
                </Actions>
              </Form>
            </section>
          )}
          <Keys lang={lang} />
        </article>
      </div>
    ),
  })
}

function Neighbours({ signedIn, neighbours: { previous, next }, query }: RequestPage) {
  const t = translator(signedIn.moderator.language)
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

/** The representative handed it in again: what they changed, where it still differs. */
function Amended({ lang, before, after }: { lang: Language; before: Details; after: Details }) {
  return (
    <section class="section">
      <h2>{translator(lang)('desk.amended.title')}</h2>
      <Changes
        lang={lang}
        before={before}
        after={after}
        unchanged={translator(lang)('desk.correct.unchanged')}
      />
    </section>
  )
}

/** Where it stands, since when, in one sentence. */
function Standing({ lang, e }: { lang: Language; e: Endorsement }) {
  const t = translator(lang)
  const since = (at: Date) => <Moment lang={lang} at={at} />
  const says = <span class="state">{t(`desk.standing.${e.status}`)}</span>
  switch (e.status) {
    case 'requested':
      return (
        <>
          {says} {since(e.requestedAt)}
        </>
      )
    case 'confirmed':
      return (
        <>
          {says} {since(e.waitingSince)}
          {e.firstApproval && <> · {t('desk.firstApproved')}</>}
        </>
      )
    case 'returned':
      return (
        <>
          {says} {since(e.returnedAt)}
        </>
      )
    case 'approved':
      return e.founding ? (
        <span class="state">{t('desk.standing.founding')}</span>
      ) : (
        <>
          {says} {since(e.approvedAt)}
        </>
      )
    case 'rejected':
      return (
        <>
          {says} {since(e.rejectedAt)}
        </>
      )
    case 'withdrawn':
      return (
        <>
          {says} {since(e.withdrawnAt)}
        </>
      )
    case 'expired':
      return (
        <>
          {says} {since(e.expiredAt)}
        </>
      )
  }
}

const shortcuts: Partial<Record<ModeratorAction, string>> = { approve: 'a', reject: 'r', return: 'c' }

/** Links, as each decision is shown whole before it is made. */
function Decisions({ view, signedIn, query }: RequestPage) {
  const lang = signedIn.moderator.language
  const t = translator(lang)
  const actions = actionsOn(view)
  if (actions.length === 0) return null
  const own = approvalOf(view, signedIn.moderator.id) === 'own'
  return (
    <nav class="decisions" aria-label={t('desk.decide')}>
      {own && <p class="hint">{t('desk.approve.own')}</p>}
      <Actions>
        {actions
          .filter(action => action !== 'approve' || !own)
          .map(action => (
            <ButtonLink
              href={paths.desk.action(view.endorsement.id, action) + query}
              kind={action === 'approve' ? 'primary' : 'quiet'}
              shortcut={shortcuts[action]}
            >
              {t(`desk.action.${action}`)}
            </ButtonLink>
          ))}
      </Actions>
    </nav>
  )
}

/** The way back from a rejection or a return, as long as there is one. */
export function Undo({
  signedIn,
  endorsement,
  now,
  query,
}: Pick<RequestPage, 'signedIn' | 'now' | 'query'> & { endorsement: Endorsement }) {
  const until = undoableUntil(endorsement, now)
  if (!until) return null
  const lang = signedIn.moderator.language
  const t = translator(lang)
  const { id, revision } = endorsement
  return (
    <Notice kind="info" heading={t('desk.undo.title')}>
      <p>{t('desk.undo.text', { time: until.toISOString().slice(11, 19) })}</p>
      <Form action={paths.desk.action(id, 'undo') + query}>
        <input type="hidden" name="revision" value={String(revision)} />
        <Actions>
          <Button kind="quiet" shortcut="u">
            {t('desk.undo.submit')}
          </Button>
        </Actions>
      </Form>
    </Notice>
  )
}

function Representative({ lang, view: { contact, endorsement } }: { lang: Language; view: RequestView }) {
  const t = translator(lang)
  return (
    <section class="section">
      <h2>{t('desk.representative.title')}</h2>
      {contact ? (
        <>
          <p class="hint">{t('desk.representative.hint')}</p>
          <Facts
            items={[
              { label: t('desk.representative.name'), value: contact.representative },
              { label: t('desk.representative.role'), value: contact.role },
              { label: t('desk.representative.email'), value: contact.email },
              {
                label: t('desk.representative.language'),
                value: translator(endorsement.language)('language.name'),
                lang: endorsement.language,
              },
            ]}
          />
        </>
      ) : (
        <p>{t('desk.representative.none')}</p>
      )}
    </section>
  )
}
