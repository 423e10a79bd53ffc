import {
  amendFormOf,
  correctionOf,
  faultsIn,
  kindOfForm,
  organisationFields,
  typedIn,
} from '../../organisations/form.ts'
import { gatherEvidence } from '../../storage/evidence.ts'
import { findNameHolders } from '../../storage/listed-names.ts'
import type { DecisionCommand } from '../on-request.ts'
import { stampOf } from '../shown-stamp.ts'
import { answerDecision } from './answer-decision.ts'
import { renderCorrectFormPage } from './correct-form-page.tsx'
import { renderCorrectPreviewPage } from './correct-preview-page.tsx'
import { correct } from './decide.ts'
import { decisionForm } from './decision-form.ts'
import { leadToPreview, type TypedFields } from './kept-preview.ts'
import { previewMail } from './mail-preview.tsx'
import { loadView, queueQueryIn, type RequestContext } from './request-context.ts'
import { showChanged } from './show-refusal.tsx'

/**
 * Correcting: the form, then the correction as it will be published, then the deed. With `looking` nothing is done: it
 * is the page of what was typed before.
 */
export async function answerCorrection(
  c: RequestContext,
  decision: DecisionCommand,
  { body, looking }: { body: TypedFields; looking: boolean },
): Promise<Response> {
  const { step, proposal: shown } = decisionForm.parse(body)
  const view = await loadView(c)
  if (!view) return c.notFound()
  const { deps, signedIn } = c.var
  const typed = typedIn(organisationFields, body)
  const page = { signedIn, view, query: queueQueryIn(c), typed, proposal: shown }
  const kind = kindOfForm(body)
  const form = amendFormOf(kind).safeParse(body)
  if (!form.success) {
    const faults = faultsIn(organisationFields, form.error.issues)
    return c.html(renderCorrectFormPage({ ...page, faults }), 422)
  }
  const lead = (render: () => string) =>
    looking ? c.html(render()) : leadToPreview(c, body, async () => c.html(render()))
  if (step === 'edit') return lead(() => renderCorrectFormPage({ ...page, faults: {} }))
  const amendment = correctionOf(kind, form.data)
  if (step === 'do' && !looking)
    return answerDecision(c, decision, () => correct(deps, { ...decision, amendment, proposal: shown }))
  const isStale = view.endorsement.revision !== decision.revision || stampOf(view.proposal) !== shown
  if (isStale) return showChanged(c, view, decision.revision)
  const corrected = { ...view.endorsement, ...amendment }
  const nameHolders = await findNameHolders(deps.db, corrected)
  if (nameHolders.length > 0) return c.html(renderCorrectFormPage({ ...page, faults: {}, nameHolders }), 409)
  const message = previewMail(deps, view, 'corrected', '', corrected)
  const evidence = view.evidence && (await gatherEvidence(deps.db, deps.sealing, corrected))
  return lead(() => renderCorrectPreviewPage({ ...page, details: amendment, evidence, message }))
}
