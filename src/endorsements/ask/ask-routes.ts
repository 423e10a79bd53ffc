import { type Context, Hono } from 'hono'
import { err } from '../../domain/result.ts'
import { opennessOf, textToSign } from '../../domain/statement.ts'
import type { AppEnv } from '../../env.ts'
import { mediaTypes } from '../../formats/media-types.ts'
import { answerOnce } from '../../held/answer-once.ts'
import { heldStatement } from '../../held/held-statements.ts'
import { formsOnly } from '../../http/bodies.ts'
import { noteFailure } from '../../http/faults.tsx'
import type { Language } from '../../i18n/index.ts'
import { amendmentOf } from '../../organisations/form.ts'
import { languageParam, paths } from '../../paths.ts'
import { isAway } from '../../storage/pg-errors.ts'
import type { PublicStatement } from '../../storage/public-statements.ts'
import { verbTimeLimit, within } from '../../storage/time-limit.ts'
import { isTokenLike } from '../../storage/tokens.ts'
import type { PageAddress } from '../notice.tsx'
import { answerByPage, openSentForm } from '../sent-form.ts'
import { renderAsked } from './asked-page.tsx'
import { type FormState, renderFormPage } from './form-page.tsx'
import type { AskRefusal } from './handle-ask.ts'
import { handleAsks } from './handle-asks.ts'
import { renderNotOpen } from './not-open-page.tsx'
import { receiveAsk } from './receive-ask.ts'
import { doubtOf, faultsOf, type RequestForm, requestForm, type Typed, typedOf } from './request-form.ts'

const formPath = paths.endorsement.ask(languageParam, ':slug')
const answerPath = paths.endorsement.answer(languageParam, ':slug', ':token')
const correctPath = paths.endorsement.correct(languageParam, ':slug', ':token')

type C = Context<AppEnv, typeof formPath | typeof answerPath | typeof correctPath>
type AskError = AskRefusal | { reason: 'away' }

const empty: FormState = { typed: {}, faults: {} }

/** The request form: empty, sent, to be put right; and the page that waits for the mail. */
export const askRoutes = new Hono<AppEnv>()
  .get(formPath, c => showForm(c, empty))

  .post(formPath, formsOnly, async c => {
    const held = await heldStatement(c, c.req.param('slug'))
    if (!held) return c.notFound()
    const body = await c.req.parseBody({ all: true })
    const typed = typedOf(body)
    const read = requestForm.safeParse(body)
    const faults = read.success ? {} : faultsOf(read.error.issues)
    if (!read.success || doubtOf(typed) !== null) return answerForm(c, { typed, faults })
    return takeIn(c, held.statement, typed, read.data)
  })

  .get(answerPath, async c => {
    const { slug, token } = c.req.param()
    const sent = await openSentForm(c, ['ask', 'asked'], token)
    if (sent?.slug !== slug) return showForm(c, { ...empty, gone: true })
    return sent.kind === 'ask' ? showForm(c, sent) : showAsked(c, sent.typed, token)
  })

  // "Send again": one more mail, however often it is pressed on this page.
  .post(answerPath, formsOnly, async c => {
    const { slug, token } = c.req.param()
    const held = await heldStatement(c, slug)
    if (!held || !isTokenLike(token)) return c.notFound()
    const sent = await openSentForm(c, ['asked'], token)
    const read = requestForm.safeParse(sent?.typed)
    if (sent?.slug !== slug || !read.success)
      return c.redirect(paths.endorsement.answer(c.var.lang, slug, token), 303)
    return takeIn(c, held.statement, sent.typed, read.data, token)
  })

  .get(correctPath, async c => {
    const { slug, token } = c.req.param()
    const sent = await openSentForm(c, ['asked'], token)
    return showForm(c, sent?.slug === slug ? sent : { ...empty, gone: true })
  })

/** Takes an ask in and leads to its page; what is to be done about it is done after the answer. */
async function takeIn(
  c: C,
  statement: PublicStatement,
  typed: Typed,
  form: RequestForm,
  once?: string,
): Promise<Response> {
  const { deps, lang } = c.var
  const { slug } = statement
  const received = await receive(c, statement, typed, form, once)
  if (!received.ok) return answerRefusal(c, received.error.reason, typed)
  deps.background(handleAsks(deps).then(deps.mailOwed))
  const token = received.value
  return token === null ? showAsked(c, typed) : c.redirect(paths.endorsement.answer(lang, slug, token), 303)
}

/** Receives the ask, and gives up where the database is away or silent. */
async function receive(c: C, statement: PublicStatement, typed: Typed, form: RequestForm, once?: string) {
  const { slug } = statement
  const { version, representative, role, email } = form
  const request = {
    statement: slug,
    version,
    textLanguage: textToSign(statement, c.var.lang, form.text).language,
    language: c.var.lang,
    ...amendmentOf(form),
    contact: { representative, role, email },
  }
  const sent = { kind: 'asked', slug, typed, faults: {} } as const
  return within(verbTimeLimit, receiveAsk(c.var.deps, request, sent, once)).catch((error: unknown) => {
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
    case 'text_changed':
      return answerForm(c, state)
    case 'away':
      return showForm(c, { ...state, away: c.var.requestId })
  }
}

/** Leads to a page with the form as it was sent, which says what is to be put right. */
function answerForm(c: C, { typed, faults }: Pick<FormState, 'typed' | 'faults'>): Promise<Response> {
  const slug = c.req.param('slug')
  const pathOf = (token: string) => paths.endorsement.answer(c.var.lang, slug, token)
  return answerByPage(c, { kind: 'ask', slug, typed, faults }, pathOf, () => showForm(c, { typed, faults }))
}

/** The form, or in its place that the statement is not open. */
async function showForm(c: C, state: FormState): Promise<Response> {
  const held = await heldStatement(c, c.req.param('slug'))
  if (!held) return c.notFound()
  const { deps, lang } = c.var
  const { statement } = held
  const openness = opennessOf(statement, deps.now())
  if (openness !== 'open') {
    const page = renderNotOpen(addressOf(c), statement, openness, state.typed)
    return c.html(page, state === empty ? 200 : 409)
  }
  c.set('pagePolicy', 'live')
  if (state === empty) {
    const { language } = textToSign(statement, lang, c.req.query('text') ?? null)
    const answer = { name: `form ${lang} ${language}`, type: mediaTypes.html }
    const shown = { typed: { text: language }, faults: {} }
    const { path, ...address } = addressOf(c)
    const inText = (other: Language) =>
      textToSign(statement, other, null).language === language
        ? path(other)
        : `${path(other)}?text=${language}`
    return answerOnce(c, held, answer, () => renderFormPage({ ...address, path: inText }, statement, shown))
  }
  // The form goes out again with the present version: whoever read another one must be told.
  const versionRead = Number(state.typed.version)
  const textChanged = versionRead > 0 && versionRead !== statement.version
  return c.html(
    renderFormPage(addressOf(c), statement, { ...state, textChanged }),
    statusOf(state, textChanged),
  )
}

function statusOf({ faults, away, gone }: FormState, textChanged: boolean): 200 | 409 | 410 | 422 | 503 {
  if (away) return 503
  if (gone) return 410
  if (Object.keys(faults).length > 0) return 422
  return textChanged ? 409 : 200
}

/** The one answer to everyone who asks. It depends on what was typed and on nothing that we know. */
function showAsked(c: C, typed: Typed, token?: string): Response {
  const { deps } = c.var
  const slug = c.req.param('slug')
  const mailsADay = deps.config.asksPerAddress
  return c.html(renderAsked(addressOf(c), { slug, email: typed.email ?? '', token, mailsADay }))
}

/** A page about what was sent stays that in every language. */
function addressOf(c: C): PageAddress {
  const { slug, token } = c.req.param() as { slug: string; token?: string }
  const path = (language: Language) =>
    token === undefined
      ? paths.endorsement.ask(language, slug)
      : paths.endorsement.answer(language, slug, token)
  return { lang: c.var.lang, path }
}
