import { translator } from '../../i18n/index.ts'
import { faultInWords, faultOfText, tidyText } from '../moderator-text.ts'
import type { DecisionCommand } from '../on-request.ts'
import type { DecisionInput } from './decision-form.ts'
import { note } from './note.ts'
import { leadToRequest, loadView, type RequestContext } from './request-context.ts'
import { showRefusal } from './show-refusal.tsx'
import { showRequest } from './show-request.tsx'

/** Keeps a note, or shows again what was typed and what is wrong with it. */
export async function answerNote(
  c: RequestContext,
  decision: DecisionCommand,
  form: DecisionInput,
): Promise<Response> {
  const text = tidyText(form.words)
  const fault = faultOfText(text)
  if (fault) {
    const view = await loadView(c)
    const { lang } = c.var
    const label = translator(lang)('desk.note.label')
    const error = faultInWords(lang, label, { text, fault, of: 'desk' })
    return view ? showRequest(c, view, { status: 422, note: { typed: form.words, error } }) : c.notFound()
  }
  const { id, moderator } = decision
  const noted = await note(c.var.deps, { id, moderator, text })
  if (!noted.ok) return showRefusal(c, decision, noted.error)
  return leadToRequest(c, 'noted=yes')
}
