import type { Context } from 'hono'
import type { AppEnv } from '../../env.ts'
import { paths } from '../../paths.ts'
import { titleOf } from '../../storage/statements.ts'
import { findSubscribedSince } from '../../storage/update-subscriptions.ts'
import { signersFor } from '../may-sign-as.ts'
import type { PageAddress } from '../notice.tsx'
import type { RevisionOutcome } from '../sent-form.ts'
import {
  renderConfirmed,
  renderLinkExpired,
  renderLinkUnknown,
  renderLinkUsed,
  renderResent,
  renderStopped,
} from './confirm-notices.tsx'
import { renderConfirmPage } from './confirm-page.tsx'
import type { Answered, ConfirmSaying } from './confirm-sayings.ts'
import { stateOfLink } from './link-state.ts'
import { openConfirmLink } from './open-confirm-link.ts'

export type C = Context<AppEnv, ReturnType<typeof paths.endorsement.confirm<':lang', ':token'>>>

/** Of a page that comes back with something to put right. */
const statuses: { [fault in ConfirmSaying | RevisionOutcome]?: 409 | 422 | 429 } = {
  unticked: 422,
  faulty: 422,
  changed: 409,
  spent: 429,
  later: 429,
}

/**
 * The page that a link opens: it says how things stand and changes nothing. What it says of a form beside that must
 * still hold: the page can be opened again at any time.
 */
export async function showLink(c: C, { said, revision }: Answered = {}): Promise<Response> {
  const { deps } = c.var
  const token = c.req.param('token')
  const address = addressOf(c)
  const state = stateOfLink(await openConfirmLink(deps, token), deps.now())
  if (state.kind === 'unknown') return c.html(renderLinkUnknown(address), 404)
  const slug = state.kind === 'waiting' ? state.endorsement.statement : state.statement
  if (said === 'sent' || said === 'capped') {
    const page = renderResent(address, slug, said, deps.config.freshLinksPerAddress)
    return c.html(page, said === 'sent' ? 200 : 429)
  }
  if (state.kind === 'expired') return c.html(renderLinkExpired(address, slug, token), 410)
  if (state.kind === 'waiting') {
    const { endorsement, contact } = state
    const title = await titleOf(deps.db, slug, endorsement.version, address.lang)
    const signers = await signersFor(deps.db, endorsement)
    const wantsUpdates = (await findSubscribedSince(deps.db, endorsement.id)) !== null
    const about = { endorsement, contact, signers, title, token, wantsUpdates }
    const page = renderConfirmPage(address, { ...about, said, revision })
    const outcome = revision?.outcome ?? said
    return c.html(page, (outcome && statuses[outcome]) ?? 200)
  }
  const to = { ...address, signer: state.signer }
  if (said === 'done' && state.status === 'confirmed') return c.html(renderConfirmed(to, slug))
  if (said === 'stopped' && state.status === 'withdrawn') return c.html(renderStopped(address, slug))
  return c.html(renderLinkUsed(to, { status: state.status, slug, token }), 410)
}

/** The page in another language is about the same answer. */
export function addressOf(c: C): PageAddress {
  const { token, answer } = c.req.param() as { token: string; answer?: string }
  const path: PageAddress['path'] = language =>
    answer === undefined
      ? paths.endorsement.confirm(language, token)
      : paths.endorsement.confirmAnswer(language, token, answer)
  return { lang: c.var.lang, path, placeOf: c.var.placeOf }
}
