import { renderExplainPage } from '../request/explain-page.tsx'
import { queueQueryIn, type RequestContext } from '../request/request-context.ts'
import type { RequestView } from '../request/request-view.ts'
import { renderAddressPage } from './address-page.tsx'
import { renderContactPage } from './contact-page.tsx'
import { previewMessage } from './message-mail.ts'

/** The page of what reaches the representative without a decision, where that is possible; null for any other word. */
export function renderReachPage(c: RequestContext, view: RequestView, action: string): string | null {
  const { deps, signedIn } = c.var
  const page = { signedIn, view, query: queueQueryIn(c) }
  if (action === 'write' && view.reach.write) {
    const message = previewMessage(deps, view, '')
    return renderExplainPage({ ...page, action, code: '', text: '', message })
  }
  if (action === 'address' && view.reach.readdress) {
    return renderAddressPage({ ...page, typed: { email: '', checked: '', words: '' }, faults: {} })
  }
  if (action === 'contact' && view.reach.nameContact) {
    return renderContactPage({ ...page, typed: {}, faults: {}, evidence: '' })
  }
  return null
}
