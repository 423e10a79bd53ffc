import type { Child } from 'hono/jsx'
import { type Language, translator } from '../../i18n/index.ts'
import { faultInWords, faultOfText, tidyText } from '../moderator-text.ts'
import type { DecisionCommand } from '../on-request.ts'
import { answerDecision } from './answer-decision.ts'
import { type Explaining, isCannedReason } from './canned-reasons.ts'
import { reject, returnForChanges, withdraw } from './decide.ts'
import { decisionForm } from './decision-form.ts'
import { renderExplainPage } from './explain-page.tsx'
import { leadToPreview, type TypedFields } from './kept-preview.ts'
import { mailFor, previewMail } from './mail-preview.tsx'
import { loadView, queueQueryIn, type RequestContext } from './request-context.ts'
import { actionsOn } from './request-view.ts'
import { ChangedNotice, loadChanges, showChanged } from './show-refusal.tsx'

const verbs = { reject, return: returnForChanges, withdraw } as const satisfies Record<Explaining, unknown>

/**
 * Rejects, returns or withdraws, with the very text that was shown in the mail. Any other text is shown in the mail
 * first, as is the request where it changed meanwhile. With `looking` nothing is done: it is the page of what was typed
 * before.
 */
export async function answerExplanation(
  c: RequestContext,
  action: Explaining,
  decision: DecisionCommand,
  { body, looking }: { body: TypedFields; looking: boolean },
): Promise<Response> {
  const form = decisionForm.parse(body)
  const view = await loadView(c)
  if (!view) return c.notFound()
  const { deps, signedIn } = c.var
  const lang = c.var.lang
  const text = tidyText(form.words)
  const code = isCannedReason(action, form.code) ? form.code : 'own'
  const fault = faultOfText(text)
  const isShown = text === tidyText(form.shown)
  const isStale = view.endorsement.revision !== decision.revision
  if (!looking && !fault && !isStale && isShown && form.step !== 'look')
    return answerDecision(c, decision, () => verbs[action](deps, { ...decision, code, text }))

  if (!actionsOn(view).includes(action)) return showChanged(c, view, decision.revision)
  let notice: Child = null
  if (isStale) {
    notice = <ChangedNotice lang={lang} changes={await loadChanges(deps, view, decision.revision)} />
  } else if (!fault && form.step !== 'look') {
    notice = <LookFirst lang={lang} />
  }
  const render = () =>
    renderExplainPage({
      signedIn,
      view,
      query: queueQueryIn(c),
      notice,
      action,
      code,
      text,
      message: previewMail(deps, view, mailFor[action], text),
      error: fault
        ? faultInWords(lang, translator(lang)(`desk.${action}.words`), { text, fault, of: 'desk' })
        : undefined,
    })
  if (fault) return c.html(render(), 422)
  if (isStale) return c.html(render(), 409)
  return looking ? c.html(render()) : leadToPreview(c, body, async () => c.html(render()))
}

/** The button was pressed on a text that the mail below it did not show: nothing is done yet. */
export function LookFirst({ lang }: { lang: Language }) {
  return (
    <div class="notice info" role="alert" tabindex={-1} autofocus>
      <p>{translator(lang)('desk.words.unseen')}</p>
    </div>
  )
}
