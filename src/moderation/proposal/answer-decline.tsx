import { translator } from '../../i18n/index.ts'
import { faultInWords, faultOfText, tidyText } from '../moderator-text.ts'
import type { DecisionCommand } from '../on-request.ts'
import { LookFirst } from '../request/answer-explanation.tsx'
import type { DecisionInput } from '../request/decision-form.ts'
import { renderExplainPage } from '../request/explain-page.tsx'
import { leadToRequest, loadView, queueQueryIn, type RequestContext } from '../request/request-context.ts'
import type { RequestView } from '../request/request-view.ts'
import { showChanged, showRefusal } from '../request/show-refusal.tsx'
import { stampOf } from '../shown-stamp.ts'
import { decline } from './decline.ts'
import { previewDeclined } from './declined-mail.ts'
import { ProposalNotice } from './proposal-notice.tsx'

/** The page of declining; null where there is no proposal, or nobody to tell. */
export function renderDeclinePage(c: RequestContext, view: RequestView): string | null {
  const { deps, signedIn } = c.var
  if (!view.proposal || !view.contact) return null
  return renderExplainPage({
    signedIn,
    view,
    query: queueQueryIn(c),
    action: 'decline',
    code: '',
    text: '',
    notice: <ProposalNotice lang={c.var.lang} view={view} stamp={stampOf(view.proposal)} />,
    proposal: stampOf(view.proposal),
    message: previewDeclined(deps, view, ''),
  })
}

/** Declines with the very text that was shown in the mail. Any other text is shown in the mail first. */
export async function answerDecline(
  c: RequestContext,
  decision: DecisionCommand,
  form: DecisionInput,
): Promise<Response> {
  const { deps, signedIn, lang } = c.var
  const text = tidyText(form.words)
  const fault = faultOfText(text)
  const isShown = text === tidyText(form.shown) && form.step !== 'look'
  if (!fault && isShown) {
    const declined = await decline(deps, { ...decision, proposal: form.proposal, text })
    if (!declined.ok) return showRefusal(c, decision, declined.error)
    deps.mailOwed()
    return leadToRequest(c, 'said=declined')
  }
  const view = await loadView(c)
  if (!view) return c.notFound()
  if (!view.proposal || !view.contact || stampOf(view.proposal) !== form.proposal)
    return showChanged(c, view, decision.revision)
  const page = renderExplainPage({
    signedIn,
    view,
    query: queueQueryIn(c),
    action: 'decline',
    code: '',
    text,
    notice: (
      <>
        {!fault && form.step !== 'look' && <LookFirst lang={lang} />}
        <ProposalNotice lang={lang} view={view} stamp={form.proposal} />
      </>
    ),
    proposal: form.proposal,
    message: previewDeclined(deps, view, text),
    error: fault
      ? faultInWords(lang, translator(lang)('desk.decline.words'), { text, fault, of: 'desk' })
      : undefined,
  })
  return c.html(page, fault ? 422 : 200)
}
