import { type Context, Hono } from 'hono'
import type { HeldUp } from '../../domain/flood.ts'
import { err, type Result } from '../../domain/result.ts'
import { textToSign } from '../../domain/statement.ts'
import { opennessOf, takesRequests } from '../../domain/statement-times.ts'
import type { AppEnv } from '../../env.ts'
import { mediaTypes } from '../../formats/media-types.ts'
import { answerOnce } from '../../held/answer-once.ts'
import { formsOnly } from '../../http/bodies.ts'
import { answerHeldUp, passMailForm } from '../../http/flood/gate.ts'
import { noteFailure } from '../../http/log-lines.ts'
import type { Language } from '../../i18n/index.ts'
import { amendmentOf, kindOfForm } from '../../organisations/form.ts'
import { addressParam, languageParam, paths, privatePlace } from '../../paths.ts'
import { findReturnOfAsk } from '../../storage/deliveries.ts'
import { isAway } from '../../storage/pg-errors.ts'
import type { PublicStatement } from '../../storage/public-statements.ts'
import { verbTimeLimit, within } from '../../storage/time-limit.ts'
import { isTokenLike } from '../../storage/tokens.ts'
import type { PageAddress } from '../notice.tsx'
import { answerByPage, openSentForm } from '../sent-form.ts'
import { type AskedView, renderAsked } from './asked-page.tsx'
import { type AskedStatement, askedStatement, placeInPath } from './asked-statement.ts'
import { type FormState, renderFormPage } from './form-page.tsx'
import { handleSoon } from './handle-soon.ts'
import type { AskRefusal } from './make-request.ts'
import { renderNotOpen } from './not-open-page.tsx'
import { receiveAsk } from './receive-ask.ts'
import {
  contactOf,
  doubtOf,
  isTrapped,
  type ReadForm,
  readForm,
  type Typed,
  typedOf,
} from './request-form.ts'

const places = [':slug', privatePlace(addressParam)] as const

const formPaths = places.map(place => paths.endorsement.ask(languageParam, place))
const answerPaths = places.map(place => paths.endorsement.answer(languageParam, place, ':token'))
const correctPaths = places.map(place => paths.endorsement.correct(languageParam, place, ':token'))

type C = Context<AppEnv>
type GoodForm = Exclude<ReadForm, { faults: unknown }>
type AskError = AskRefusal | { reason: 'away' } | { reason: 'held_up'; heldUp: HeldUp }

const empty: FormState = { typed: {}, faults: {} }

/** The request form: empty, sent, to be put right; and the page that waits for the mail. Of a private statement too. */
export const askRoutes = new Hono<AppEnv>()
  .on('GET', formPaths, c => showForm(c, empty))

  .on('POST', formPaths, formsOnly, async c => {
    const asked = await askedStatement(c)
    if (!asked) return c.notFound()
    const body = await c.req.parseBody({ all: true })
    const typed = typedOf(body)
    const read = readForm(body, asked.statement.signers)
    if ('faults' in read) return answerForm(c, asked, { typed, faults: read.faults })
    return doubtOf(typed) === null
      ? takeIn(c, asked, typed, read)
      : answerForm(c, asked, { typed, faults: {} })
  })

  .on('GET', answerPaths, async c => {
    const asked = await askedStatement(c)
    const token = tokenOf(c)
    const sent = await openSentForm(c, ['ask', 'asked'], token)
    if (!asked || sent?.slug !== asked.slug) return showForm(c, { ...empty, gone: true })
    if (sent.kind === 'ask') return showForm(c, sent)
    return showAsked(c, sent.typed, { token, returned: await returnOf(c, sent) })
  })

  // "Send again": one more mail, however often it is pressed on this page.
  .on('POST', answerPaths, formsOnly, async c => {
    const asked = await askedStatement(c)
    const token = tokenOf(c)
    if (!asked || !isTokenLike(token)) return c.notFound()
    const sent = await openSentForm(c, ['asked'], token)
    const read = readForm(sent?.typed ?? {}, asked.statement.signers)
    // What came back for good would not go a second time, and its next page would know nothing of it.
    if (sent?.slug !== asked.slug || 'faults' in read || (await returnOf(c, sent)) === 'for good')
      return c.redirect(paths.endorsement.answer(c.var.lang, asked.place, token), 303)
    return takeIn(c, asked, sent.typed, read, token)
  })

  .on('GET', correctPaths, async c => {
    const asked = await askedStatement(c)
    const sent = await openSentForm(c, ['asked'], tokenOf(c))
    return showForm(c, asked && sent?.slug === asked.slug ? sent : { ...empty, gone: true })
  })

const returnOf = async (c: C, { askId }: { askId?: string | undefined }) =>
  askId === undefined ? null : findReturnOfAsk(c.var.deps.db, askId)

const tokenOf = (c: C): string => c.req.param('token') ?? ''

/** Takes an ask in and leads to its page; what is to be done about it is done after the answer. */
async function takeIn(
  c: C,
  asked: AskedStatement,
  typed: Typed,
  read: GoodForm,
  once?: string,
): Promise<Response> {
  const { deps, lang } = c.var
  const { slug, statement } = asked
  const received = await receive(c, { ...statement, slug }, typed, read, once)
  if (!received.ok) return answerRefusal(c, asked, received.error, typed)
  handleSoon(deps)
  const token = received.value
  return token === null
    ? showAsked(c, typed, null)
    : c.redirect(paths.endorsement.answer(lang, asked.place, token), 303)
}

/** Receives the ask, and gives up where the database is away or silent. */
async function receive(
  c: C,
  statement: PublicStatement,
  typed: Typed,
  { kind, form }: GoodForm,
  once?: string,
) {
  const { slug } = statement
  const request = {
    statement: slug,
    version: form.version,
    textLanguage: textToSign(statement, c.var.lang, form.text).language,
    language: c.var.lang,
    ...amendmentOf(kind, form),
    contact: contactOf(form),
    updates: form.updates,
  }
  const sent = { kind: 'asked', slug, typed, faults: {} } as const
  const isCaught = isTrapped(typed)
  const take = async (): Promise<Result<string | null, AskError>> => {
    const passage = await passMailForm(c, form.email)
    return passage.heldUp
      ? err({ reason: 'held_up', heldUp: passage.heldUp })
      : receiveAsk(c.var.deps, { ...request, isCaught }, sent, { once, source: passage.source })
  }
  return within(verbTimeLimit, take()).catch((error: unknown) => {
    if (!isAway(error)) throw error
    noteFailure(c, error)
    return err({ reason: 'away' as const })
  })
}

/** What a person learns of a request that was not taken. The form comes back with what was typed. */
function answerRefusal(
  c: C,
  asked: AskedStatement,
  error: AskError,
  typed: Typed,
): Response | Promise<Response> {
  const state = { typed, faults: {} }
  switch (error.reason) {
    case 'statement_unknown':
      return c.notFound()
    case 'statement_not_open':
    case 'statement_closed':
    case 'text_changed':
    case 'signer_not_allowed':
      return answerForm(c, asked, state)
    case 'held_up':
      return answerHeldUp(c, error.heldUp)
    case 'away':
      return showForm(c, { ...state, away: c.var.requestId })
  }
}

/** Leads to a page with the form as it was sent, which says what is to be put right. */
function answerForm(
  c: C,
  { slug, place }: AskedStatement,
  { typed, faults }: Pick<FormState, 'typed' | 'faults'>,
): Promise<Response> {
  const pathOf = (token: string) => paths.endorsement.answer(c.var.lang, place, token)
  return answerByPage(c, { kind: 'ask', slug, typed, faults }, pathOf, () => showForm(c, { typed, faults }))
}

/** The form, or in its place that the statement is not open. */
async function showForm(c: C, state: FormState): Promise<Response> {
  const asked = await askedStatement(c)
  if (!asked) return c.notFound()
  const { deps, lang } = c.var
  const { statement, held } = asked
  const openness = opennessOf(statement, deps.now())
  if (!takesRequests(openness)) {
    const page = renderNotOpen(addressOf(c), statement, openness, state.typed)
    return c.html(page, state === empty ? 200 : 409)
  }
  c.set('pagePolicy', 'live')
  if (state === empty) {
    const { language } = textToSign(statement, lang, c.req.query('text') ?? null)
    const shown = { typed: { text: language }, faults: {}, isPrivate: held === null }
    const { path, ...address } = addressOf(c)
    const inText = (other: Language) =>
      textToSign(statement, other, null).language === language
        ? path(other)
        : `${path(other)}?text=${language}`
    const render = () => renderFormPage({ ...address, path: inText }, { statement, openness }, shown)
    if (held === null) return c.html(render())
    const answer = { name: `form ${lang} ${language} ${openness}`, type: mediaTypes.html }
    return answerOnce(c, held, answer, render)
  }
  // The form goes out again with the present version: whoever read another one must be told.
  const versionRead = Number(state.typed.version)
  const textChanged = versionRead > 0 && versionRead !== statement.version
  return c.html(
    renderFormPage(
      addressOf(c),
      { statement, openness },
      { ...state, textChanged, isPrivate: held === null },
    ),
    statusOf(state, textChanged),
  )
}

function statusOf({ faults, away, gone }: FormState, textChanged: boolean): 200 | 409 | 410 | 422 | 503 {
  if (away) return 503
  if (gone) return 410
  if (Object.keys(faults).length > 0) return 422
  return textChanged ? 409 : 200
}

/**
 * The one answer to everyone who asks. It depends on what was typed, and on the page's own address on whether the mail
 * that this very ask caused came back: on nothing else that we know.
 */
function showAsked(c: C, typed: Typed, own: AskedView['own']): Response {
  const { deps } = c.var
  const slug = placeInPath(c)
  const mailsADay = deps.config.asksPerAddress
  const address = { ...addressOf(c), signer: kindOfForm(typed) }
  return c.html(renderAsked(address, { slug, email: typed.email ?? '', own, mailsADay }))
}

/** A page about what was sent stays that in every language. */
function addressOf(c: C): PageAddress {
  const token = c.req.param('token')
  const place = placeInPath(c)
  const path = (language: Language) =>
    token === undefined
      ? paths.endorsement.ask(language, place)
      : paths.endorsement.answer(language, place, token)
  return { lang: c.var.lang, path }
}
