import { type Context, Hono } from 'hono'
import { err } from '../../domain/result.ts'
import { opennessOf } from '../../domain/statement.ts'
import type { AppEnv } from '../../env.ts'
import { heldStatement } from '../../held/held-statements.ts'
import { formsOnly } from '../../http/bodies.ts'
import { noteFailure } from '../../http/faults.tsx'
import type { Language } from '../../i18n/index.ts'
import { amendmentOf } from '../../organisations/form.ts'
import { languageParam, paths } from '../../paths.ts'
import { isAway } from '../../storage/pg-errors.ts'
import { verbTimeLimit, within } from '../../storage/time-limit.ts'
import type { PageAddress } from '../notice.tsx'
import { askToEndorse, type RequestError } from './ask-to-endorse.ts'
import { renderAsked } from './asked-page.tsx'
import { faultsOf, type RequestForm, requestForm, type Typed, typedOf } from './form.ts'
import { type FormState, renderFormPage } from './form-page.tsx'
import { renderNotOpen } from './not-open-page.tsx'

const formPath = paths.endorsement.ask(languageParam, ':slug')

type C = Context<AppEnv, typeof formPath>
type AskError = RequestError | { reason: 'away' }

/** The request form: empty, or sent. */
export const askRoutes = new Hono<AppEnv>()
  .get(formPath, c => showForm(c, { typed: {}, faults: {} }, 200))

  .post(formPath, formsOnly, async c => {
    const body = await c.req.parseBody({ all: true })
    const typed = typedOf(body)
    const read = requestForm.safeParse(body)
    if (!read.success) return showForm(c, { typed, faults: faultsOf(read.error.issues) }, 422)
    const { deps, lang } = c.var
    const slug = c.req.param('slug')
    const answer = await ask(c, slug, read.data)
    if (!answer.ok) return answerRefusal(c, answer.error.reason, typed)
    deps.mailOwed()
    const page = renderAsked(addressOf(lang, slug), slug, read.data.email, deps.config.asksPerAddress)
    return c.html(page)
  })

/** Asks, and gives up where the database is away or silent. */
async function ask(c: C, statement: string, form: RequestForm) {
  const { version, representative, role, email } = form
  const asking = askToEndorse(c.var.deps, {
    statement,
    version,
    language: c.var.lang,
    ...amendmentOf(form),
    contact: { representative, role, email },
  })
  return within(verbTimeLimit, asking).catch((error: unknown) => {
    if (!isAway(error)) throw error
    noteFailure(c, error)
    return err({ reason: 'away' as const })
  })
}

/** What a person learns of a request that was not taken. The form comes back with what was typed. */
function answerRefusal(c: C, reason: AskError['reason'], typed: Typed): Response | Promise<Response> {
  const state = { typed, faults: {} }
  switch (reason) {
    case 'statement_unknown':
      return c.notFound()
    case 'statement_not_open':
    case 'statement_closed':
      return showForm(c, state, 409)
    case 'text_changed':
      return showForm(c, { ...state, textChanged: true }, 409)
    case 'away':
      return showForm(c, { ...state, away: c.var.requestId }, 503)
  }
}

/** The form, or in its place that the statement is not open. */
async function showForm(c: C, state: FormState, status: 200 | 409 | 422 | 503): Promise<Response> {
  const held = await heldStatement(c, c.req.param('slug'))
  if (!held) return c.notFound()
  const { deps, lang } = c.var
  const { statement } = held
  const stands = opennessOf(statement, deps.now())
  if (stands !== 'open') {
    const page = renderNotOpen(addressOf(lang, statement.slug), statement, stands, state.typed)
    return c.html(page, status === 200 ? 200 : 409)
  }
  // The form goes out again with the present version: whoever read another one must be told.
  const versionRead = Number(state.typed.version)
  const textChanged = state.textChanged || (versionRead > 0 && versionRead !== statement.version)
  return c.html(renderFormPage(lang, statement, { ...state, textChanged }), status)
}

const addressOf = (lang: Language, slug: string): PageAddress => ({
  lang,
  path: language => paths.endorsement.ask(language, slug),
})
