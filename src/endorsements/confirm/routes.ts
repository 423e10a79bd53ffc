import { zValidator } from '@hono/zod-validator'
import { type Context, Hono } from 'hono'
import * as z from 'zod'
import type { AppEnv } from '../../env.ts'
import { formsOnly } from '../../http/bodies.ts'
import { languageParam, paths } from '../../paths.ts'
import { titleOf } from '../../storage/statements.ts'
import { emailField } from '../ask/form.ts'
import type { PageAddress } from '../notice.tsx'
import { noticeOfRefusal } from '../refusals.ts'
import { confirm, disown, openConfirmLink } from './confirm.ts'
import { renderConfirmPage } from './confirm-page.tsx'
import { stateOfLink } from './link-state.ts'
import {
  renderConfirmed,
  renderLinkExpired,
  renderLinkUnknown,
  renderLinkUsed,
  renderMaybeResent,
  renderResent,
  renderStopped,
} from './notice-pages.tsx'
import { resendByAddress, resendByLink } from './resend.ts'

const linkPath = paths.endorsement.confirm(languageParam, ':token')

type C = Context<AppEnv, typeof linkPath>

const linkForm = z.object({
  action: z.enum(['confirm', 'disown', 'resend']).catch('confirm'),
  revision: z.coerce.number().int().min(1).catch(0),
  confirm: z.string().catch(''),
  email: z.string().catch(''),
})

/** Where a mailed confirm link leads: to confirm, to say "this was not us", to get a fresh link. */
export const confirmRoutes = new Hono<AppEnv>()
  .get(linkPath, c => showLink(c))

  .post(linkPath, formsOnly, zValidator('form', linkForm), async c => {
    const { action, revision, confirm: box, email } = c.req.valid('form')
    if (action === 'resend') return answerResend(c, email)
    if (action === 'confirm' && box === '') return showLink(c, 'unticked')

    const { deps } = c.var
    const token = c.req.param('token')
    const decided = action === 'disown' ? await disown(deps, token) : await confirm(deps, token, revision)
    if (!decided.ok) return showLink(c, noticeOfRefusal(decided.error) === 'changed' ? 'changed' : undefined)
    deps.mailOwed()
    const render = action === 'disown' ? renderStopped : renderConfirmed
    return c.html(render(addressOf(c), decided.value.statement))
  })

const statusOfFault = { unticked: 422, changed: 409 } as const

/** The page that a link opens: it says how things stand and changes nothing. */
async function showLink(c: C, fault?: 'unticked' | 'changed'): Promise<Response> {
  const { deps } = c.var
  const token = c.req.param('token')
  const address = addressOf(c)
  const state = stateOfLink(await openConfirmLink(deps, token), deps.now())
  switch (state.kind) {
    case 'unknown':
      return c.html(renderLinkUnknown(address, token), 404)
    case 'expired':
      return c.html(renderLinkExpired(address, state.statement, token), 410)
    case 'used':
      return c.html(renderLinkUsed(address, { status: state.status, slug: state.statement, token }), 410)
    case 'waiting': {
      const { endorsement, contact } = state
      const title = await titleOf(deps.db, endorsement.statement, endorsement.version, address.lang)
      const page = renderConfirmPage(address, { endorsement, contact, title, token, fault })
      return c.html(page, fault ? statusOfFault[fault] : 200)
    }
  }
}

/** A fresh link: to the address behind a link that we know, or to an address that was typed. */
async function answerResend(c: C, email: string): Promise<Response> {
  const { deps } = c.var
  const token = c.req.param('token')
  const address = addressOf(c)
  const resent = await resendByLink(deps, token)
  if (resent.ok) {
    deps.mailOwed()
    const opened = await openConfirmLink(deps, token)
    if (!opened.ok) return c.html(renderLinkUnknown(address, token), 404)
    const { statement } = opened.value.endorsement
    const page = renderResent(address, statement, resent.value, deps.config.freshLinksPerAddress)
    return c.html(page, resent.value === 'sent' ? 200 : 429)
  }
  if (resent.error.reason !== 'link_unknown') return showLink(c)

  const typed = emailField.safeParse(email)
  if (!typed.success) {
    const fault = email.trim() === '' ? 'required' : 'invalid'
    return c.html(renderLinkUnknown(address, token, { email, fault }), 422)
  }
  // After the answer, so that its time tells nobody whether the address is known.
  deps.background(resendByAddress(deps, typed.data).then(deps.mailOwed))
  return c.html(renderMaybeResent(address, typed.data))
}

const addressOf = (c: C): PageAddress => ({
  lang: c.var.lang,
  path: language => paths.endorsement.confirm(language, c.req.param('token')),
})
