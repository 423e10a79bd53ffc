import type { Child } from 'hono/jsx'
import { translator } from '../../i18n/index.ts'
import { faultInWords, faultOfText, tidyText } from '../moderator-text.ts'
import type { DecisionCommand } from '../on-request.ts'
import { LookFirst } from '../request/answer-explanation.tsx'
import type { DecisionInput } from '../request/decision-form.ts'
import { renderExplainPage } from '../request/explain-page.tsx'
import { leadToRequest, loadView, queueQueryIn, type RequestContext } from '../request/request-context.ts'
import { ChangedNotice, loadChanges, showRefusal } from '../request/show-refusal.tsx'
import { previewMessage } from './message-mail.ts'
import { RefusedNotice } from './refused-notice.tsx'
import { write } from './write.ts'

/**
 * Sends the very text that was shown in the mail. Any other text is shown in the mail first, as is the request where it
 * changed meanwhile; what was typed comes back with every refusal that leaves a request to write about.
 */
export async function answerWriting(
  c: RequestContext,
  decision: DecisionCommand,
  form: DecisionInput,
): Promise<Response> {
  const { deps, signedIn, lang } = c.var
  const text = tidyText(form.words)
  const fault = faultOfText(text)
  const isShown = text === tidyText(form.shown) && form.step !== 'look'
  const written = !fault && isShown ? await write(deps, { ...decision, text }) : null
  if (written?.ok) {
    deps.mailOwed()
    return leadToRequest(c, 'said=written')
  }
  const view = await loadView(c)
  if (!view) return c.notFound()
  const isSpent = written?.error.reason === 'messages_spent'
  if (written && !isSpent && written.error.reason !== 'changed_meanwhile')
    return showRefusal(c, decision, written.error)
  if (!view.reach.write && !view.reach.areMessagesSpent)
    return showRefusal(c, decision, { reason: 'address_unproved' })

  const isStale = view.endorsement.revision !== decision.revision
  let notice: Child = null
  if (isSpent) {
    notice = <RefusedNotice lang={lang} refusal="messages_spent" />
  } else if (isStale) {
    notice = <ChangedNotice lang={lang} changes={await loadChanges(deps, view, decision.revision)} />
  } else if (!fault && form.step !== 'look') {
    notice = <LookFirst lang={lang} />
  }
  const page = renderExplainPage({
    signedIn,
    view,
    query: queueQueryIn(c),
    notice,
    text,
    action: 'write',
    code: '',
    message: previewMessage(deps, view, text),
    error: fault
      ? faultInWords(lang, translator(lang)('desk.write.words'), { text, fault, of: 'desk' })
      : undefined,
  })
  if (fault) return c.html(page, 422)
  return c.html(page, isStale || isSpent ? 409 : 200)
}
