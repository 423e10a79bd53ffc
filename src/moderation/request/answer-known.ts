import { type KnownKind, parseKnown } from '../../domain/evidence/known-as.ts'
import { translator } from '../../i18n/index.ts'
import type { DecisionCommand } from '../on-request.ts'
import { addKnown, removeKnown } from './know.ts'
import { leadToRequest, loadView, type RequestContext } from './request-context.ts'
import { showRefusal } from './show-refusal.tsx'
import { showRequest } from './show-request.tsx'

/** Adds what a signatory is known by, or takes it away; shows again what was typed and what is wrong with it. */
export async function answerKnown(
  c: RequestContext,
  action: 'know' | 'forget',
  decision: DecisionCommand,
  body: Record<string, unknown>,
): Promise<Response> {
  const kind: KnownKind = body.kind === 'domain' ? 'domain' : 'name'
  const typed = typeof body.known === 'string' ? body.known : ''
  const known = parseKnown(kind, typed)
  if (!known.ok) {
    const view = await loadView(c)
    if (!view) return c.notFound()
    const error = translator(c.var.lang)(`desk.known.${known.error}`)
    return showRequest(c, view, { status: 422, known: { kind, typed, error } })
  }
  const verb = action === 'know' ? addKnown : removeKnown
  const changed = await verb(c.var.deps, decision, known.value)
  if (!changed.ok) return showRefusal(c, decision, changed.error)
  return leadToRequest(c, 'known=yes')
}
