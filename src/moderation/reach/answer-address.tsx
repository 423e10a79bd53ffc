import type { DeskError } from '../../domain/endorsement.ts'
import { translator } from '../../i18n/index.ts'
import type { DecisionCommand } from '../on-request.ts'
import { leadToRequest, loadView, queueQueryIn, type RequestContext } from '../request/request-context.ts'
import { showRefusal } from '../request/show-refusal.tsx'
import { type AddressFaults, readAddress, typedIn } from './address-form.ts'
import { renderAddressPage } from './address-page.tsx'
import { correctAddress } from './confirm-links.ts'
import { RefusedNotice } from './refused-notice.tsx'

/** Corrects an address that nobody has proved; what was typed comes back where the new address is the trouble. */
export async function answerAddress(
  c: RequestContext,
  decision: DecisionCommand,
  body: Record<string, unknown>,
): Promise<Response> {
  const { deps, signedIn, lang } = c.var
  const typed = typedIn(body)
  const read = readAddress(lang, typed)
  const corrected = read.faults ? null : await correctAddress(deps, { ...decision, ...read })
  if (corrected?.ok) {
    deps.mailOwed()
    return leadToRequest(c, 'said=readdressed')
  }
  const view = await loadView(c)
  if (!view) return c.notFound()
  if (!view.reach.readdress) return showRefusal(c, decision, corrected?.error ?? { reason: 'address_proved' })
  const page = { signedIn, view, query: queueQueryIn(c), typed }
  if (!corrected) return c.html(renderAddressPage({ ...page, faults: read.faults ?? {} }), 422)
  const { error } = corrected
  if (error.reason === 'same_address') {
    const faults: AddressFaults = { email: translator(lang)('desk.refused.same_address') }
    return c.html(renderAddressPage({ ...page, faults }), 422)
  }
  if (!isOfNewAddress(error)) return showRefusal(c, decision, error)
  const notice = <RefusedNotice lang={lang} refusal={error.reason} />
  return c.html(renderAddressPage({ ...page, faults: {}, notice }), 409)
}

const isOfNewAddress = (
  error: DeskError,
): error is DeskError & { reason: 'links_spent' | 'already_waiting' } =>
  error.reason === 'links_spent' || error.reason === 'already_waiting'
