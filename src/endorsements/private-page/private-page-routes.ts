import { type Context, Hono } from 'hono'
import type { AppEnv } from '../../env.ts'
import { formsOnly } from '../../http/bodies.ts'
import { amendForm, amendmentOf, faultsIn, organisationFields, typedIn } from '../../organisations/form.ts'
import { languageParam, paths } from '../../paths.ts'
import { titleOf } from '../../storage/statements.ts'
import { isTokenLike } from '../../storage/tokens.ts'
import type { PageAddress } from '../notice.tsx'
import { noticeOfRefusal } from '../refusals.ts'
import { answerByPage, linkName, openSentForm } from '../sent-form.ts'
import { amend } from './amend.ts'
import { renderPrivateLinkOld, renderPrivateLinkUnknown } from './notice-pages.tsx'
import { viewPrivately } from './open-private-link.ts'
import { type FormOutcome, renderPrivatePage } from './private-page.tsx'

const pagePath = paths.endorsement.privatePage(languageParam, ':token')
const amendPath = paths.endorsement.amend(languageParam, ':token')
const answerPath = paths.endorsement.privateAnswer(languageParam, ':token', ':answer')

type C = Context<AppEnv, typeof pagePath>

const statusOf = {
  done: 200,
  same: 200,
  changed: 409,
  busy: 409,
  faulty: 422,
  often: 429,
  spent: 429,
} as const satisfies Record<FormOutcome['outcome'], number>

/** What became of a form without anything typed: a word of the page's address. */
const sayings = ['done', 'same'] as const

/** The representative's private page. Opening it changes nothing: mail scanners open links too. */
export const privatePageRoutes = new Hono<AppEnv>()
  .get(pagePath, c => show(c))

  // Where nobody stands any more: the address leads back to the page.
  .get(amendPath, c => {
    const token = c.req.param('token')
    return isTokenLike(token) ? leadTo(c) : show(c)
  })

  .post(amendPath, formsOnly, async c => {
    const token = c.req.param('token')
    const body = await c.req.parseBody({ all: true })
    const typed = typedIn(organisationFields, body)
    const read = amendForm.safeParse(body)
    if (!read.success) {
      const faults = faultsIn(organisationFields, read.error.issues)
      return answerTyped(c, { outcome: 'faulty', typed, faults })
    }
    const { deps } = c.var
    const amended = await amend(deps, token, read.data.revision, amendmentOf(read.data))
    if (amended.ok) {
      deps.mailOwed()
      return leadTo(c, 'done')
    }
    const notice = noticeOfRefusal(amended.error)
    if (notice === null) return leadTo(c)
    return notice === 'same' ? leadTo(c, notice) : answerTyped(c, { outcome: notice, typed, faults: {} })
  })

  // After the form was sent: the page, with what became of it.
  .get(answerPath, async c => {
    const { token, answer } = c.req.param()
    const said = sayings.find(word => word === answer)
    if (said) return show(c, { outcome: said })
    const sent = await openSentForm(c, ['amend'], answer)
    return show(c, sent?.link === linkName(token) ? sent : undefined)
  })

/** As it stands in an address: what a mail program has left of a link may have any character. */
const tokenIn = (c: C) => encodeURIComponent(c.req.param('token'))

function leadTo(c: C, said?: (typeof sayings)[number]): Response {
  const token = tokenIn(c)
  const { lang } = c.var
  const path = said
    ? paths.endorsement.privateAnswer(lang, token, said)
    : paths.endorsement.privatePage(lang, token)
  return c.redirect(path, 303)
}

/** To the page with the form as it was sent. */
function answerTyped(c: C, sent: Extract<FormOutcome, { typed: unknown }>): Promise<Response> {
  const token = c.req.param('token')
  return answerByPage(
    c,
    { kind: 'amend', link: linkName(token), ...sent },
    answer => paths.endorsement.privateAnswer(c.var.lang, tokenIn(c), answer),
    () => show(c, sent),
  )
}

/** The page as things stand, with what became of a form that was just sent. */
async function show(c: C, sent?: FormOutcome): Promise<Response> {
  const { deps, lang } = c.var
  const { token, answer } = c.req.param() as { token: string; answer?: string }
  const address: PageAddress = {
    lang,
    path: language =>
      answer === undefined
        ? paths.endorsement.privatePage(language, token)
        : paths.endorsement.privateAnswer(language, token, answer),
  }
  const view = await viewPrivately(deps, token)
  if (!view.ok) {
    const { error } = view
    return error.reason === 'link_expired'
      ? c.html(renderPrivateLinkOld(address, error.statement), 410)
      : c.html(renderPrivateLinkUnknown(address), 404)
  }
  const { statement, version } = view.value.endorsement
  const title = await titleOf(deps.db, statement, version, lang)
  const page = renderPrivatePage(address, { ...view.value, title, token, sent })
  return c.html(page, sent ? statusOf[sent.outcome] : 200)
}
