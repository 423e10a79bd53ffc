import type { DecisionCommand } from '../request/decide.ts'
import { leadToRequest, type RequestContext } from '../request/request-context.ts'
import { showRefusal } from '../request/show-refusal.tsx'
import { sendFreshLink } from './confirm-links.ts'

/** Sends a fresh confirm link, or says that the address has had its links for today. */
export async function answerFreshLink(c: RequestContext, decision: DecisionCommand): Promise<Response> {
  const { deps } = c.var
  const sent = await sendFreshLink(deps, decision)
  if (!sent.ok) return showRefusal(c, decision, sent.error)
  deps.mailOwed()
  return leadToRequest(c, 'said=link-sent')
}
