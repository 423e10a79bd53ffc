import type { DecisionCommand } from '../on-request.ts'
import { leadToRequest, type RequestContext } from '../request/request-context.ts'
import { showRefusal } from '../request/show-refusal.tsx'
import { sendConfirmLink } from './confirm-links.ts'

/** Sends another confirm link, or says that the address has had its links for today. */
export async function answerSendLink(c: RequestContext, decision: DecisionCommand): Promise<Response> {
  const { deps } = c.var
  const sent = await sendConfirmLink(deps, decision)
  if (!sent.ok) return showRefusal(c, decision, sent.error)
  deps.mailOwed()
  return leadToRequest(c, 'said=link-sent')
}
