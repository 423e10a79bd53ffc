import { type Context, Hono } from 'hono'
import type { Child } from 'hono/jsx'
import * as z from 'zod'
import type { ModeratorAction } from '../../domain/actions.ts'
import type { Endorsement, EndorsementError } from '../../domain/endorsement.ts'
import { undoableUntil } from '../../domain/moderation.ts'
import type { Result } from '../../domain/result.ts'
import type { DeskEnv } from '../../env.ts'
import { formsOnly } from '../../http/bodies.ts'
import { answerSignedOut } from '../../http/desk-faults.tsx'
import { requireModerator } from '../../http/session.ts'
import { type Language, translator } from '../../i18n/index.ts'
import {
  amendForm,
  amendmentOf,
  faultsIn,
  organisationFields,
  typedDetails,
  typedIn,
} from '../../organisations/form.ts'
import { idParam, paths } from '../../paths.ts'
import { findDetails } from '../../storage/details.ts'
import { findEndorsement } from '../../storage/endorsements.ts'
import { isId } from '../../storage/keyset.ts'
import { Notice } from '../../ui/parts.tsx'
import { tidyWords, wordsFault } from '../moderator-text.ts'
import { filterQuery, findNeighbours, loadRows, nextAfter, readFilter } from '../queue/queue.ts'
import { QueueList } from '../queue/queue-list.tsx'
import { Changes } from './changes.tsx'
import {
  approve,
  correct,
  type Decision,
  reject,
  reopen,
  restore,
  returnForChanges,
  undo,
  withdraw,
} from './decide.ts'
import {
  renderApprovePage,
  renderCorrectionPage,
  renderCorrectPage,
  renderExplainPage,
  renderPlainPage,
  renderReasonsPage,
} from './decision-page.tsx'
import { History } from './history.tsx'
import { previewMail } from './mail-preview.tsx'
import { note } from './note.ts'
import { type Explaining, isReason, reasonsFor } from './reasons.ts'
import { renderRequestPage, Undo } from './request-page.tsx'
import { actionsOn, loadRequest, type RequestView } from './request-view.ts'

type C = Context<DeskEnv>

const requestPath = paths.desk.request(idParam)
const actionPath = paths.desk.action(idParam, ':action{[a-z]+}')

/** PostgreSQL's integer. */
const maxRevision = 2 ** 31 - 1
const decisionForm = z.object({
  revision: z.coerce.number().int().min(1).max(maxRevision).catch(0),
  step: z.enum(['look', 'edit', 'do']).catch('do'),
  code: z.string().catch(''),
  words: z.string().catch(''),
  shown: z.string().catch(''),
})
type DecisionForm = z.output<typeof decisionForm>

const mailOf = {
  approve: 'approved',
  reject: 'rejected',
  return: 'changes-requested',
  withdraw: 'withdrawn',
  reopen: 'reopened',
  restore: 'approved',
  correct: 'corrected',
} as const satisfies Record<ModeratorAction, string>

/** One request at the desk: its page, and for each decision a page that shows it and a POST that makes it. */
export const requestRoutes = new Hono<DeskEnv>()
  .get(requestPath, requireModerator, c => showRequest(c, 200))

  .get(actionPath, requireModerator, async c => {
    const view = await viewOf(c)
    const action = view && actionsOn(view).find(one => one === c.req.param('action'))
    // Already decided, or never possible: the request's own page says how things stand.
    if (!view) return c.notFound()
    if (!action) return c.redirect(paths.desk.request(view.endorsement.id) + queryOf(c), 303)
    return c.html(renderAction(c, view, action))
  })

  .post(actionPath, formsOnly, requireModerator, async c => {
    const body = await c.req.parseBody()
    const form = decisionForm.parse(body)
    const action = c.req.param('action')
    const decision: Decision = {
      id: c.req.param('id'),
      revision: form.revision,
      moderator: c.var.signedIn.moderator.id,
    }
    switch (action) {
      case 'approve':
        return answer(c, decision, () => approve(c.var.deps, decision))
      case 'reopen':
        return answer(c, decision, () => reopen(c.var.deps, decision))
      case 'restore':
        return answer(c, decision, () => restore(c.var.deps, decision))
      case 'undo':
        return answer(c, decision, () => undo(c.var.deps, decision))
      case 'reject':
      case 'return':
      case 'withdraw':
        return explain(c, action, decision, form)
      case 'correct':
        return answerCorrection(c, decision, form, body)
      case 'note':
        return keepNote(c, decision, form)
      default:
        return c.notFound()
    }
  })

const idOf = (c: C): string => c.req.param('id') ?? ''
const queryOf = (c: C): string => filterQuery(readFilter(c.req.query()))
const viewOf = (c: C): Promise<RequestView | null> =>
  loadRequest(c.var.deps, idOf(c), c.var.signedIn.moderator.language)

function renderAction(c: C, view: RequestView, action: ModeratorAction, notice?: Child): string {
  const { deps, signedIn } = c.var
  const common = { signedIn, view, query: queryOf(c), notice }
  const { language } = view.endorsement
  switch (action) {
    case 'approve':
      return renderApprovePage({ ...common, message: previewMail(deps, view, 'approved', '') })
    case 'reopen':
    case 'restore':
      return renderPlainPage({ ...common, action, message: previewMail(deps, view, mailOf[action], '') })
    case 'correct':
      return renderCorrectPage({ ...common, typed: typedDetails(view.endorsement), faults: {} })
    case 'reject':
    case 'return':
    case 'withdraw': {
      const code = c.req.query('code') ?? ''
      const reason = reasonsFor(action, language).find(one => one.code === code)
      if (!reason) return renderReasonsPage({ ...common, action })
      const words = reason.text ?? ''
      const message = previewMail(deps, view, mailOf[action], words)
      return renderExplainPage({ ...common, action, code, words, message })
    }
  }
}

/** Rejecting, returning, withdrawing: only the very words that were shown in the mail are sent. */
async function explain(c: C, action: Explaining, decision: Decision, form: DecisionForm): Promise<Response> {
  const view = await viewOf(c)
  if (!view) return c.notFound()
  const { deps, signedIn } = c.var
  const lang = signedIn.moderator.language
  const words = tidyWords(form.words)
  const code = isReason(action, form.code) ? form.code : 'own'
  const fault = wordsFault(words)
  const seen = words === tidyWords(form.shown)
  const stale = view.endorsement.revision !== decision.revision
  if (fault || form.step === 'look' || !seen || stale) {
    if (!actionsOn(view).includes(action))
      return showRefused(c, decision, { reason: 'wrong_status', status: view.endorsement.status })
    const message = previewMail(deps, view, mailOf[action], words)
    const error = fault ? translator(lang)(`desk.words.${fault}`) : undefined
    const unseen = !fault && !stale && form.step !== 'look'
    const page = renderExplainPage({
      ...{ signedIn, view, query: queryOf(c), action, code, words, message, error },
      notice: stale ? await staleNotice(c, view, decision.revision) : unseen && <LookFirst lang={lang} />,
    })
    return c.html(page, fault ? 422 : stale ? 409 : 200)
  }
  const verb = { reject, return: returnForChanges, withdraw }[action]
  return answer(c, decision, () => verb(deps, { ...decision, code, words }))
}

/** The button was pressed on words that the mail below it did not show: nothing is done yet. */
function LookFirst({ lang }: { lang: Language }) {
  const t = translator(lang)
  return (
    <div class="notice info" role="alert" tabindex={-1} autofocus>
      <p>{t('desk.words.unseen')}</p>
    </div>
  )
}

/** Correcting: the form, then the correction as it will be published, then the deed. */
async function answerCorrection(
  c: C,
  decision: Decision,
  { step }: DecisionForm,
  body: Record<string, unknown>,
): Promise<Response> {
  const view = await viewOf(c)
  if (!view) return c.notFound()
  const { deps, signedIn } = c.var
  const typed = typedIn(organisationFields, body)
  const common = { signedIn, view, query: queryOf(c), typed }
  const read = amendForm.safeParse(body)
  if (!read.success) {
    const faults = faultsIn(organisationFields, read.error.issues)
    return c.html(renderCorrectPage({ ...common, faults }), 422)
  }
  if (step === 'edit') return c.html(renderCorrectPage({ ...common, faults: {} }))
  const amendment = amendmentOf(read.data)
  if (step === 'do') return answer(c, decision, () => correct(deps, { ...decision, amendment }))
  if (view.endorsement.revision !== decision.revision)
    return showRefused(c, decision, { reason: 'changed_meanwhile', ...view.endorsement })
  const corrected = { ...view.endorsement, ...amendment }
  const message = previewMail(deps, view, 'corrected', '', corrected)
  return c.html(renderCorrectionPage({ ...common, details: amendment, message }))
}

async function keepNote(c: C, decision: Decision, form: DecisionForm): Promise<Response> {
  const words = tidyWords(form.words)
  const fault = wordsFault(words)
  if (fault) {
    const error = translator(c.var.signedIn.moderator.language)(`desk.words.${fault}`)
    return showRequest(c, 422, undefined, { typed: form.words, error })
  }
  const { id, moderator } = decision
  const kept = await note(c.var.deps, { id, moderator, words })
  if (!kept.ok) return showRefused(c, decision, kept.error)
  return c.redirect(`${paths.desk.request(id)}${withQuery(queryOf(c), 'noted=yes')}`, 303)
}

const withQuery = (query: string, more: string): string => (query === '' ? `?${more}` : `${query}&${more}`)

/**
 * Makes a decision and goes on: to the next request that waits, with a word on what was done. A refusal
 * shows the request as it is now, and what changed since it was shown.
 */
async function answer(
  c: C,
  decision: Decision,
  decide: () => Promise<Result<Endorsement, EndorsementError>>,
): Promise<Response> {
  const filter = readFilter(c.req.query())
  const next = await nextAfter(c.var.deps, filter, decision.id)
  const decided = await decide()
  if (!decided.ok) return showRefused(c, decision, decided.error)
  c.var.deps.mailOwed()
  const { value } = decided
  const first = value.status === 'confirmed' && value.firstApproval?.by === decision.moderator
  const left = filter.state === 'confirmed' && (value.status !== 'confirmed' || first)
  const target = left ? (next ? paths.desk.request(next) : paths.desk.queue) : paths.desk.request(decision.id)
  return c.redirect(`${target}${withQuery(filterQuery(filter), `done=${decision.id}`)}`, 303)
}

async function showRefused(c: C, decision: Decision, error: EndorsementError): Promise<Response> {
  if (error.reason === 'endorsement_unknown') return c.notFound()
  if (error.reason === 'not_moderator') return answerSignedOut(c)
  const t = translator(c.var.signedIn.moderator.language)
  const view = await viewOf(c)
  const stale = error.reason === 'changed_meanwhile' || error.reason === 'wrong_status'
  const notice =
    stale && view ? (
      await staleNotice(c, view, decision.revision)
    ) : (
      <Notice kind="stop" heading={t('desk.refused.title')}>
        <p>{t(`desk.refused.${refusalKey(error)}`)}</p>
      </Notice>
    )
  return view ? renderRequest(c, view, 409, notice) : c.notFound()
}

/** The refusals that a moderator can meet; links are followed by others. */
function refusalKey(error: EndorsementError) {
  switch (error.reason) {
    case 'changed_meanwhile':
    case 'wrong_status':
      return 'changed'
    case 'second_needed':
    case 'already_signatory':
    case 'already_waiting':
    case 'same_moderator':
    case 'too_late':
    case 'contact_erased':
    case 'founding':
      return error.reason
    case 'endorsement_unknown':
    case 'not_moderator':
    case 'link_unknown':
    case 'link_expired':
    case 'link_used':
      throw new Error(`a moderator follows no links: ${error.reason}`)
  }
}

/** What happened since the revision that was shown, and what it changed. */
async function staleNotice(c: C, view: RequestView, shown: number): Promise<Child> {
  const lang = c.var.signedIn.moderator.language
  const t = translator(lang)
  const before = await findDetails(c.var.deps.db, view.endorsement.id, shown)
  const since = view.history.filter(entry => (entry.revision ?? 0) > shown)
  return (
    <Notice kind="stop" heading={t('desk.refused.title')}>
      <p>{t('desk.refused.changed')}</p>
      {since.length > 0 && <History lang={lang} view={{ ...view, history: since }} />}
      {before && <Changes lang={lang} before={before} after={view.endorsement} />}
    </Notice>
  )
}

async function showRequest(
  c: C,
  status: 200 | 409 | 422,
  notice?: Child,
  typedNote?: { typed: string; error: string },
): Promise<Response> {
  const view = await viewOf(c)
  return view ? renderRequest(c, view, status, notice, typedNote) : c.notFound()
}

async function renderRequest(
  c: C,
  view: RequestView,
  status: 200 | 409 | 422,
  notice?: Child,
  typedNote?: { typed: string; error: string },
): Promise<Response> {
  const { deps, signedIn } = c.var
  const filter = readFilter(c.req.query())
  const [{ rows }, neighbours] = await Promise.all([
    loadRows(deps, filter),
    findNeighbours(deps.db, filter, { id: idOf(c) }),
  ])
  const page = renderRequestPage({
    ...{ signedIn, view, note: typedNote, neighbours },
    now: deps.now(),
    query: filterQuery(filter),
    beside: <QueueList lang={signedIn.moderator.language} rows={rows} filter={filter} selected={idOf(c)} />,
    notice: notice ?? (await doneNotice(c)),
  })
  return c.html(page, status)
}

/** What was decided on the page before: who, what, and the way back while there is one. */
export async function doneNotice(c: C): Promise<Child> {
  if (c.req.query('noted') === 'yes') {
    return (
      <Notice kind="done">
        <p role="status">{translator(c.var.signedIn.moderator.language)('desk.note.kept')}</p>
      </Notice>
    )
  }
  const id = c.req.query('done') ?? ''
  if (!isId(id)) return null
  const { deps, signedIn } = c.var
  const endorsement = await findEndorsement(deps.db, id)
  if (!endorsement) return null
  const t = translator(signedIn.moderator.language)
  const { status, organisation } = endorsement
  const first = status === 'confirmed' && endorsement.firstApproval?.by === signedIn.moderator.id
  const now = deps.now()
  const own = c.req.path === paths.desk.request(id)
  return (
    <>
      <Notice kind="done">
        <p role="status">
          <a href={paths.desk.request(id)}>
            <bdi>{organisation.name}</bdi>
          </a>
          : {t(first ? 'desk.done.first' : `desk.done.${status}`)}
        </p>
      </Notice>
      {/* The request's own page has the way back already. */}
      {!own && undoableUntil(endorsement, now) && (
        <Undo {...{ signedIn, endorsement, now }} query={queryOf(c)} />
      )}
    </>
  )
}
