import { zValidator } from '@hono/zod-validator'
import { type Context, Hono } from 'hono'
import * as z from 'zod'
import { asTold } from '../domain/as-told.ts'
import type { EndorsementError } from '../domain/endorsement.ts'
import { err } from '../domain/result.ts'
import { openness } from '../domain/statement.ts'
import type { AppEnv } from '../env.ts'
import { heldStatement } from '../held/held-statements.ts'
import { formsOnly } from '../http/bodies.ts'
import { noteFailure } from '../http/faults.tsx'
import { isLanguage, type Language } from '../i18n/index.ts'
import { amendmentOf } from '../organisations/form.ts'
import { languageParam, paths } from '../paths.ts'
import { isAway } from '../storage/pg-errors.ts'
import { titleOf } from '../storage/statements.ts'
import { verbTimeLimit, within } from '../storage/time-limit.ts'
import { askToEndorse } from './ask-to-endorse.ts'
import { confirm, disown, type Linked, openConfirmLink } from './confirm.ts'
import { renderConfirmPage } from './confirm-page.tsx'
import { emailField, faultsOf, requestForm, typedOf } from './form.ts'
import { type FormState, renderFormPage } from './form-page.tsx'
import { renderNotOpen } from './not-open-page.tsx'
import type { Place } from './notice.tsx'
import {
  renderAsked,
  renderConfirmed,
  renderLinkExpired,
  renderLinkUnknown,
  renderLinkUsed,
  renderMaybeResent,
  renderResent,
  renderStopped,
} from './notice-pages.tsx'
import { privateRoutes } from './private-routes.ts'
import { resendByAddress, resendByLink } from './resend.ts'

const formPath = paths.endorsement.ask(languageParam, ':slug')
const linkPath = paths.endorsement.confirm(languageParam, ':token')

const linkForm = z.object({
  action: z.enum(['confirm', 'disown', 'resend']).catch('confirm'),
  revision: z.coerce.number().int().min(1).catch(0),
  confirm: z.string().catch(''),
  email: z.string().catch(''),
})

export const endorsementRoutes = new Hono<AppEnv>()
  .route('/', privateRoutes)

  .get(formPath, c => showForm(c, { typed: {}, faults: {} }, 200))

  .post(
    formPath,
    formsOnly,
    zValidator('form', requestForm, async (result, c) => {
      if (result.success) return
      const state = { typed: typedOf(result.data), faults: faultsOf(result.error.issues) }
      return showForm(c as unknown as Context<AppEnv>, state, 422)
    }),
    async c => {
      const { deps } = c.var
      const lang = languageIn(c)
      const slug = c.req.param('slug')
      const form = c.req.valid('form')
      const typed = typedOf(await c.req.parseBody())
      const asking = askToEndorse(deps, {
        statement: slug,
        version: form.version,
        language: lang,
        ...amendmentOf(form),
        contact: { representative: form.representative, role: form.role, email: form.email },
      })
      const asked = await within(verbTimeLimit, asking).catch((error: unknown) => {
        if (!isAway(error)) throw error
        noteFailure(c, error)
        return err({ reason: 'away' as const })
      })
      if (asked.ok) {
        deps.mailOwed()
        return c.html(renderAsked(formPlace(lang, slug), slug, form.email, deps.config.asksPerAddress))
      }
      const { reason } = asked.error
      if (reason === 'statement_unknown') return c.notFound()
      if (reason === 'away') return showForm(c, { typed, faults: {}, away: c.var.requestId }, 503)
      return showForm(c, { typed, faults: {}, textChanged: reason === 'text_changed' }, 409)
    },
  )

  .get(linkPath, async c => showLink(c, c.req.param('token')))

  .post(linkPath, formsOnly, zValidator('form', linkForm), async c => {
    const token = c.req.param('token')
    const { action, revision, confirm: box, email } = c.req.valid('form')
    if (action === 'resend') return answerResend(c, token, email)
    if (action === 'confirm' && box === '') return showLink(c, token, 'unticked')

    const { deps } = c.var
    const decided = action === 'disown' ? await disown(deps, token) : await confirm(deps, token, revision)
    if (!decided.ok)
      return showLink(c, token, decided.error.reason === 'changed_meanwhile' ? 'changed' : undefined)
    deps.mailOwed()
    const place = linkPlace(languageIn(c), token)
    const render = action === 'disown' ? renderStopped : renderConfirmed
    return c.html(render(place, decided.value.statement))
  })

async function showForm(
  c: Context<AppEnv>,
  state: FormState,
  status: 200 | 409 | 422 | 503,
): Promise<Response> {
  const held = await heldStatement(c, c.req.param('slug') ?? '')
  if (!held) return c.notFound()
  const lang = languageIn(c)
  const { statement } = held
  const stands = openness(statement, c.var.deps.now())
  if (stands !== 'open') {
    const page = renderNotOpen(formPlace(lang, statement.slug), statement, stands, state.typed)
    return c.html(page, status === 200 ? 200 : 409)
  }
  // The form goes out again with the present version: whoever read another one must be told.
  const read = Number(state.typed.version)
  const textChanged = state.textChanged || (read > 0 && read !== statement.version)
  return c.html(renderFormPage(lang, statement, { ...state, textChanged }), status)
}

/** The page that a link opens: it says how things stand and changes nothing. */
async function showLink(
  c: Context<AppEnv>,
  token: string,
  fault?: 'unticked' | 'changed',
): Promise<Response> {
  const { deps } = c.var
  const place = linkPlace(languageIn(c), token)
  const opened = await openConfirmLink(deps, token)
  if (!opened.ok) return c.html(renderLinkUnknown(place, token), 404)
  const { endorsement, contact } = opened.value
  const { statement } = endorsement
  const { status } = asTold(endorsement, deps.now())
  if (isExpired(opened.value, deps.now())) return c.html(renderLinkExpired(place, statement, token), 410)
  if (status === 'requested' && contact) {
    const title = await titleOf(deps.db, statement, endorsement.version, place.lang)
    const page = renderConfirmPage(place, { endorsement, contact, title, token, ...(fault ? { fault } : {}) })
    return c.html(page, fault === 'unticked' ? 422 : fault === 'changed' ? 409 : 200)
  }
  if (status === 'requested' || status === 'expired') return c.html(renderLinkUnknown(place, token), 404)
  return c.html(renderLinkUsed(place, { status, slug: statement, token }), 410)
}

const isExpired = ({ link, endorsement, contact }: Linked, now: Date): boolean =>
  contact !== null &&
  (endorsement.status === 'expired' || (endorsement.status === 'requested' && now >= link.expiresAt))

/** A fresh link: to the address behind a link that we know, or to an address that was typed. */
async function answerResend(c: Context<AppEnv>, token: string, email: string): Promise<Response> {
  const { deps } = c.var
  const lang = languageIn(c)
  const place = linkPlace(lang, token)
  const resent = await resendByLink(deps, token)
  if (resent.ok) {
    deps.mailOwed()
    const opened = await openConfirmLink(deps, token)
    if (!opened.ok) return c.html(renderLinkUnknown(place, token), 404)
    const page = renderResent(
      place,
      opened.value.endorsement.statement,
      resent.value,
      deps.config.freshLinksPerAddress,
    )
    return c.html(page, resent.value === 'sent' ? 200 : 429)
  }
  if (resent.error.reason !== ('link_unknown' satisfies EndorsementError['reason'])) return showLink(c, token)

  const typed = emailField.safeParse(email)
  if (!typed.success) {
    const fault = email.trim() === '' ? 'required' : 'invalid'
    return c.html(renderLinkUnknown(place, token, { email, fault }), 422)
  }
  // After the answer, so that its time tells nobody whether the address is known.
  deps.background(resendByAddress(deps, typed.data).then(deps.mailOwed))
  return c.html(renderMaybeResent(place, typed.data))
}

function languageIn(c: Context<AppEnv>): Language {
  const lang = c.req.param('lang') ?? ''
  return isLanguage(lang) ? lang : 'en'
}

const formPlace = (lang: Language, slug: string): Place => ({
  lang,
  path: language => paths.endorsement.ask(language, slug),
})
const linkPlace = (lang: Language, token: string): Place => ({
  lang,
  path: language => paths.endorsement.confirm(language, token),
})
