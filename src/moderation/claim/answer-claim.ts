import { isId } from '../../domain/uuid.ts'
import type { DecisionCommand } from '../on-request.ts'
import { leadToRequest, type RequestContext } from '../request/request-context.ts'
import { showRefusal } from '../request/show-refusal.tsx'
import { claim, release } from './claim.ts'

/** Claims a request, takes it over or gives it back, and leads to its page, which says whose it is. */
export async function answerClaim(
  c: RequestContext,
  action: 'claim' | 'release',
  decision: DecisionCommand,
  body: Record<string, unknown>,
): Promise<Response> {
  const { deps } = c.var
  const takenFrom = typeof body.from === 'string' && isId(body.from) ? body.from : null
  const changed =
    action === 'claim' ? await claim(deps, { ...decision, takenFrom }) : await release(deps, decision)
  if (!changed.ok) return showRefusal(c, decision, changed.error)
  const said = action === 'claim' ? 'said=claimed' : 'said=released'
  return leadToRequest(c, said)
}
