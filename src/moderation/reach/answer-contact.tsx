import type { DeskError } from '../../domain/endorsement.ts'
import {
  contactFormOf,
  contactOf,
  doubtOf,
  faultsOf,
  typedOf,
} from '../../endorsements/contact-person/new-contact-form.ts'
import { translator } from '../../i18n/index.ts'
import { kindOfForm } from '../../organisations/form.ts'
import { faultInWords, faultOfText, tidyText } from '../moderator-text.ts'
import type { DecisionCommand } from '../on-request.ts'
import { leadToRequest, loadView, queueQueryIn, type RequestContext } from '../request/request-context.ts'
import type { RequestView } from '../request/request-view.ts'
import { showRefusal } from '../request/show-refusal.tsx'
import { type ContactInput, renderContactPage } from './contact-page.tsx'
import { nameContact, stopContact } from './name-contact.ts'
import { RefusedNotice } from './refused-notice.tsx'

/** Puts another contact forward; what was typed comes back where the new address or the words are the trouble. */
export async function answerContact(
  c: RequestContext,
  decision: DecisionCommand,
  body: Record<string, unknown>,
): Promise<Response> {
  const { deps, signedIn, lang } = c.var
  const typed = typedOf(body)
  const read = contactFormOf(kindOfForm(body)).safeParse(body)
  const evidence = tidyText(typeof body.words === 'string' ? body.words : '')
  const unfit = faultOfText(evidence)
  const label = translator(lang)('desk.contact.words')
  const input: ContactInput = {
    typed,
    faults: read.success ? {} : faultsOf(read.error.issues),
    evidence,
    fault: unfit ? faultInWords(lang, label, { text: evidence, fault: unfit, of: 'desk' }) : undefined,
  }
  const contact = read.success && doubtOf(typed) === null && !unfit ? contactOf(read.data) : null
  const named = contact && (await nameContact(deps, { ...decision, contact, evidence }))
  if (named?.ok) {
    deps.mailOwed()
    return leadToRequest(c, 'said=contact-named')
  }
  const view = await loadView(c)
  if (!view) return c.notFound()
  const page = { signedIn, view, query: queueQueryIn(c) }
  if (!view.reach.nameContact) return showRefusal(c, decision, named?.error ?? inTheWay(view))
  if (!named) return c.html(renderContactPage({ ...page, ...input }), 422)
  if (!isOfNewAddress(named.error)) return showRefusal(c, decision, named.error)
  const notice = <RefusedNotice lang={lang} refusal={named.error.reason} />
  return c.html(renderContactPage({ ...page, ...input, notice }), 409)
}

/** Takes back what a moderator put forward. */
export async function answerContactStop(
  c: RequestContext,
  decision: DecisionCommand,
  contactChange: string,
): Promise<Response> {
  const stopped = await stopContact(c.var.deps, { ...decision, contactChange })
  if (!stopped.ok) return showRefusal(c, decision, stopped.error)
  return leadToRequest(c, 'said=contact-stopped')
}

/** Why the form is not offered any more. */
function inTheWay({ contact, change, endorsement }: RequestView): DeskError {
  if (!contact) return { reason: 'contact_erased' }
  return change ? { reason: 'contact_change_waits' } : { reason: 'wrong_status', status: endorsement.status }
}

const isOfNewAddress = (error: DeskError): error is DeskError & { reason: 'links_spent' | 'same_address' } =>
  error.reason === 'links_spent' || error.reason === 'same_address'
