import { type Context, Hono } from 'hono'
import { textToSign } from '../../domain/statement.ts'
import { opennessOf, takesRequests } from '../../domain/statement-times.ts'
import type { AppEnv } from '../../env.ts'
import { heldStatement } from '../../held/held-statements.ts'
import { formsOnly } from '../../http/bodies.ts'
import { amendmentOf } from '../../organisations/form.ts'
import { languageParam, paths } from '../../paths.ts'
import { findToken, isTokenLike } from '../../storage/tokens.ts'
import { contactOf, readForm, typedOf } from '../ask/request-form.ts'
import { answerByPage, linkName, openSentForm, type SentForm } from '../sent-form.ts'
import { askProved, provedAskToken } from './ask-proved.ts'
import { renderAskProvedPage } from './ask-proved-page.tsx'
import { addressOf, showLink } from './show-link.ts'

const askProvedPath = paths.endorsement.confirmAnswer(languageParam, ':token', ':answer')

type C = Context<AppEnv, typeof askProvedPath>
type SentAsk = Extract<SentForm, { kind: 'own' }>

/** After "this was not us": the form for a request of one's own, at the address that the link has proved. */
export const askProvedRoutes = new Hono<AppEnv>()
  .get(askProvedPath, async c => {
    const answer = c.req.param('answer')
    const sent = await openSentAsk(c)
    if (sent) return showAskProved(c, sent)
    // Whoever comes back to the form after it was sent goes on from where it led.
    const own = provedAskToken(answer)
    const isSent = await findToken(c.var.deps.db, 'confirm', own)
    return isSent ? c.redirect(paths.endorsement.confirm(c.var.lang, own), 303) : showLink(c)
  })

  .post(askProvedPath, formsOnly, async c => {
    const { lang, deps } = c.var
    const { token, answer } = c.req.param()
    if (!isTokenLike(token) || !isTokenLike(answer)) return c.notFound()
    const sent = await openSentAsk(c)
    const here = paths.endorsement.confirmAnswer(lang, token, answer)
    if (!sent) return c.redirect(here, 303)
    // The address is proved: it is the link's own, and nobody asks whether it is right.
    const proved = { email: sent.email, email_checked: sent.email }
    const body = { ...(await c.req.parseBody({ all: true })), ...proved }
    const typed = typedOf(body)
    const held = await heldStatement(c, sent.slug)
    if (!held) return c.notFound()
    const read = readForm(body, held.statement.signers)
    if ('faults' in read) return answerForm(c, { ...sent, typed, faults: read.faults })
    const { kind, form } = read
    const request = {
      statement: sent.slug,
      version: form.version,
      textLanguage: textToSign(held.statement, lang, form.text).language,
      language: lang,
      ...amendmentOf(kind, form),
    }
    const made = await askProved(deps, answer, {
      ...request,
      contact: contactOf(form),
      updates: form.updates,
    })
    if (made.ok) return c.redirect(paths.endorsement.confirm(lang, made.value), 303)
    return made.error.reason === 'gone'
      ? c.redirect(here, 303)
      : answerForm(c, { ...sent, typed, faults: {} })
  })

async function openSentAsk(c: C): Promise<SentAsk | null> {
  const { token, answer } = c.req.param()
  const sent = await openSentForm(c, ['own'], answer)
  return sent?.link === linkName(token) ? sent : null
}

function answerForm(c: C, sent: SentAsk): Promise<Response> {
  const pathOf = (answer: string) => paths.endorsement.confirmAnswer(c.var.lang, c.req.param('token'), answer)
  return answerByPage(c, sent, pathOf, () => showAskProved(c, sent))
}

async function showAskProved(c: C, { slug, email, typed, faults }: SentAsk): Promise<Response> {
  const { lang, deps } = c.var
  const held = await heldStatement(c, slug)
  // Closed meanwhile: the page behind the link says that the request is stopped.
  if (!held || !takesRequests(opennessOf(held.statement, deps.now()))) return showLink(c, { said: 'stopped' })
  const { token, answer } = c.req.param()
  const versionRead = Number(typed.version)
  const textChanged = versionRead > 0 && versionRead !== held.statement.version
  const action = paths.endorsement.confirmAnswer(lang, token, answer)
  c.set('pagePolicy', 'live')
  const page = renderAskProvedPage(addressOf(c), held.statement, {
    email,
    typed,
    faults,
    textChanged,
    action,
  })
  const status = textChanged ? 409 : 200
  return c.html(page, Object.keys(faults).length > 0 ? 422 : status)
}
