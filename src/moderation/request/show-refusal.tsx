import type { Deps } from '../../deps.ts'
import type { DeskError } from '../../domain/endorsement.ts'
import { answerSignedOut } from '../../http/desk-faults.tsx'
import { type Language, translator } from '../../i18n/index.ts'
import { type Details, findDetails } from '../../storage/details.ts'
import { Notice } from '../../ui/parts.tsx'
import type { DecisionCommand } from '../on-request.ts'
import { Changes } from './changes.tsx'
import { deskRefusal } from './desk-refusal.ts'
import { History } from './history.tsx'
import { NewcomerUntil } from './newcomer-until.tsx'
import { loadView, type RequestContext } from './request-context.ts'
import type { RequestView } from './request-view.ts'
import { showRequest } from './show-request.tsx'

/** Shows the request as it is now, and why nothing was done to it. */
export async function showRefusal(
  c: RequestContext,
  decision: DecisionCommand,
  error: DeskError,
): Promise<Response> {
  const refusal = deskRefusal(error)
  if (refusal === 'unknown') return c.notFound()
  if (refusal === 'signed_out') return answerSignedOut(c)
  const view = await loadView(c)
  if (!view) return c.notFound()
  if (refusal === 'changed') return showChanged(c, view, decision.revision)
  const t = translator(c.var.lang)
  const notice = (
    <Notice kind="stop" heading={t('desk.refused.title')}>
      <p>
        {error.reason === 'newcomer' ? (
          <NewcomerUntil lang={c.var.lang} from={error.from} />
        ) : (
          t(`desk.refused.${refusal}`)
        )}
      </p>
    </Notice>
  )
  return showRequest(c, view, { status: 409, notice })
}

/** Shows the request as it is now, and what happened to it since a revision was shown. */
export async function showChanged(
  c: RequestContext,
  view: RequestView,
  shownRevision: number,
): Promise<Response> {
  const changes = await loadChanges(c.var.deps, view, shownRevision)
  const notice = <ChangedNotice lang={c.var.lang} changes={changes} />
  return showRequest(c, view, { status: 409, notice })
}

/** What happened to a request since the revision that was shown. */
type RequestChanges = {
  /** With the newer part of the history alone. */
  view: RequestView
  /** The public details as they were shown. */
  before: Details | null
}

export async function loadChanges(
  { db }: Pick<Deps, 'db'>,
  view: RequestView,
  shownRevision: number,
): Promise<RequestChanges> {
  const before = await findDetails(db, view.endorsement.id, shownRevision)
  const history = view.history.filter(({ revision }) => revision > shownRevision)
  return { view: { ...view, history }, before }
}

/** What happened since the revision that was shown, and what it changed. */
export function ChangedNotice({ lang, changes }: { lang: Language; changes: RequestChanges }) {
  const { view, before } = changes
  const t = translator(lang)
  return (
    <Notice kind="stop" heading={t('desk.refused.title')}>
      <p>{t('desk.refused.changed')}</p>
      {view.history.length > 0 && <History lang={lang} view={view} />}
      {before && <Changes lang={lang} before={before} after={view.endorsement} />}
    </Notice>
  )
}
