import type { ModeratorAction } from '../../domain/actions.ts'
import { typedDetails } from '../../organisations/form.ts'
import { stampOf } from '../shown-stamp.ts'
import { renderApprovePage } from './approve-page.tsx'
import { cannedReasonsFor } from './canned-reasons.ts'
import { renderCorrectFormPage } from './correct-form-page.tsx'
import { renderExplainPage } from './explain-page.tsx'
import { mailFor, previewMail } from './mail-preview.tsx'
import { renderReasonsPage } from './reasons-page.tsx'
import { renderReopenRestorePage } from './reopen-restore-page.tsx'
import { queueQueryIn, type RequestContext } from './request-context.ts'
import type { RequestView } from './request-view.ts'

/** The page that shows a decision before it is made. */
export function renderDecisionPage(c: RequestContext, view: RequestView, action: ModeratorAction): string {
  const { deps, signedIn } = c.var
  const page = { signedIn, view, query: queueQueryIn(c) }
  switch (action) {
    case 'approve':
      return renderApprovePage({ ...page, message: previewMail(deps, view, mailFor[action], '') })
    case 'reopen':
    case 'restore': {
      const reason = action === 'restore' ? reasonOfWithdrawal(view) : ''
      const message = previewMail(deps, view, mailFor[action], reason)
      return renderReopenRestorePage({ ...page, action, message })
    }
    case 'correct':
      return renderCorrectFormPage({
        ...page,
        typed: typedDetails(view.endorsement),
        proposal: stampOf(view.proposal),
        faults: {},
      })
    case 'reject':
    case 'return':
    case 'withdraw': {
      const code = c.req.query('code') ?? ''
      const reason = cannedReasonsFor(action, view.endorsement.language).find(
        candidate => candidate.code === code,
      )
      if (!reason) return renderReasonsPage({ ...page, action })
      const text = reason.text ?? ''
      const message = previewMail(deps, view, mailFor[action], text)
      return renderExplainPage({ ...page, action, code, text, message })
    }
  }
}

/** As the mail of a restoration repeats it. */
const reasonOfWithdrawal = ({ history }: RequestView): string =>
  history.findLast(({ kind }) => kind === 'withdraw')?.words ?? ''
