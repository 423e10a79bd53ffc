import { signerKinds } from '../../domain/statement.ts'
import type { DecisionCommand } from '../on-request.ts'
import { leadToRequest, type RequestContext } from '../request/request-context.ts'
import { showRefusal } from '../request/show-refusal.tsx'
import { proposeSection, stopSection } from './propose-section.ts'

/** Proposes another section to a signatory. */
export async function answerSection(
  c: RequestContext,
  decision: DecisionCommand,
  body: Record<string, unknown>,
): Promise<Response> {
  const kind = signerKinds.find(one => one === body.kind)
  if (!kind) return c.notFound()
  const { deps } = c.var
  const proposed = await proposeSection(deps, { ...decision, kind })
  if (!proposed.ok) return showRefusal(c, decision, proposed.error)
  deps.mailOwed()
  return leadToRequest(c, 'said=section-proposed')
}

/** Takes back what was proposed. */
export async function answerSectionStop(
  c: RequestContext,
  decision: DecisionCommand,
  proposal: string,
): Promise<Response> {
  const stopped = await stopSection(c.var.deps, { ...decision, proposal })
  if (!stopped.ok) return showRefusal(c, decision, stopped.error)
  return leadToRequest(c, 'said=section-stopped')
}
