import { Hono } from 'hono'
import type { ModeratorAction } from '../../domain/actions.ts'
import type { DeskEnv } from '../../env.ts'
import { formsOnly } from '../../http/bodies.ts'
import { requireModerator } from '../../http/session.ts'
import { idParam, paths } from '../../paths.ts'
import { answerClaim } from '../claim/answer-claim.ts'
import type { DecisionCommand } from '../on-request.ts'
import { answerDecline, renderDeclinePage } from '../proposal/answer-decline.tsx'
import { answerAddress } from '../reach/answer-address.tsx'
import { answerContact, answerContactStop } from '../reach/answer-contact.tsx'
import { answerSendLink } from '../reach/answer-send-link.ts'
import { answerWriting } from '../reach/answer-writing.tsx'
import { renderReachPage } from '../reach/reach-page.ts'
import { answerSection, answerSectionStop } from '../section/answer-section.ts'
import { answerCorrection } from './answer-correction.ts'
import { answerDecision } from './answer-decision.ts'
import { answerExplanation } from './answer-explanation.tsx'
import { answerKnown } from './answer-known.ts'
import { answerNote } from './answer-note.ts'
import { approve, reopen, restore, undo } from './decide.ts'
import { decisionForm } from './decision-form.ts'
import { renderDecisionPage } from './decision-page.ts'
import { openPreview, type TypedFields } from './kept-preview.ts'
import { idIn, loadView, queueQueryIn, type RequestContext } from './request-context.ts'
import { actionsOn } from './request-view.ts'
import { leadSecondPress } from './second-press.ts'
import { showRequest } from './show-request.tsx'

const requestPath = paths.desk.request(idParam)
const actionPath = paths.desk.action(idParam, ':action{[a-z]+}')

/** One request at the desk: its page, and for each decision a page that shows it and a POST that makes it. */
export const requestRoutes = new Hono<DeskEnv>()
  .get(requestPath, requireModerator, async c => {
    const view = await loadView(c)
    return view ? showRequest(c, view, { status: 200 }) : c.notFound()
  })

  .get(actionPath, requireModerator, async c => {
    const view = await loadView(c)
    if (!view) return c.notFound()
    const reachPage = renderReachPage(c, view, c.req.param('action'))
    if (reachPage !== null) return c.html(reachPage)
    const declinePage = c.req.param('action') === 'decline' ? renderDeclinePage(c, view) : null
    if (declinePage !== null) return c.html(declinePage)
    const action = actionsOn(view).find(possible => possible === c.req.param('action'))
    // Already decided, or never possible: the request's own page says how things stand.
    if (!action) return c.redirect(paths.desk.request(view.endorsement.id) + queueQueryIn(c), 303)
    const body = await openPreview(c)
    if (body) return lookAgain(c, action, body)
    return c.html(renderDecisionPage(c, view, action))
  })

  .post(actionPath, formsOnly, requireModerator, async c => {
    const body = await c.req.parseBody()
    const form = decisionForm.parse(body)
    const action = c.req.param('action')
    const decision: DecisionCommand = {
      id: idIn(c),
      revision: form.revision,
      moderator: c.var.signedIn.moderator.id,
    }
    const answer = await answerAction(c, action, decision, body)
    const pressed = { ...decision, proposal: form.proposal }
    return answer.status === 409 ? ((await leadSecondPress(c, action, pressed)) ?? answer) : answer
  })

async function answerAction(
  c: RequestContext,
  action: string,
  decision: DecisionCommand,
  body: TypedFields,
): Promise<Response> {
  const { deps } = c.var
  const form = decisionForm.parse(body)
  switch (action) {
    case 'approve':
      return answerDecision(c, decision, () => approve(deps, decision))
    case 'reopen':
      return answerDecision(c, decision, () => reopen(deps, decision))
    case 'restore':
      return answerDecision(c, decision, () => restore(deps, decision))
    case 'undo':
      return answerDecision(c, decision, () => undo(deps, decision))
    case 'reject':
    case 'return':
    case 'withdraw':
      return answerExplanation(c, action, decision, { body, looking: false })
    case 'correct':
      return answerCorrection(c, decision, { body, looking: false })
    case 'section':
      return answerSection(c, decision, body)
    case 'stay':
      return answerSectionStop(c, decision, form.proposal)
    case 'decline':
      return answerDecline(c, decision, form)
    case 'know':
    case 'forget':
      return answerKnown(c, action, decision, body)
    case 'claim':
    case 'release':
      return answerClaim(c, action, decision, body)
    case 'write':
      return answerWriting(c, decision, form)
    case 'link':
      return answerSendLink(c, decision)
    case 'address':
      return answerAddress(c, decision, body)
    case 'contact':
      return answerContact(c, decision, body)
    case 'keep':
      return answerContactStop(c, decision, form.contactChange)
    case 'note':
      return answerNote(c, decision, form)
    default:
      return c.notFound()
  }
}

/** The page of what was typed before: nothing is done by it. */
function lookAgain(c: RequestContext, action: ModeratorAction, body: TypedFields) {
  const { revision } = decisionForm.parse(body)
  const decision = { id: idIn(c), revision, moderator: c.var.signedIn.moderator.id }
  switch (action) {
    case 'reject':
    case 'return':
    case 'withdraw':
      return answerExplanation(c, action, decision, { body, looking: true })
    case 'correct':
      return answerCorrection(c, decision, { body, looking: true })
    default:
      return c.notFound()
  }
}
