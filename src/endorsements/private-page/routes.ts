import { type Context, Hono } from 'hono'
import type { AppEnv } from '../../env.ts'
import { formsOnly } from '../../http/bodies.ts'
import { amendForm, amendmentOf, faultsIn, organisationFields, typedIn } from '../../organisations/form.ts'
import { languageParam, paths } from '../../paths.ts'
import { titleOf } from '../../storage/statements.ts'
import { isTokenLike } from '../../storage/tokens.ts'
import type { PageAddress } from '../notice.tsx'
import { noticeOfRefusal } from '../refusals.ts'
import { amend } from './amend.ts'
import { renderPrivateLinkOld, renderPrivateLinkUnknown } from './notice-pages.tsx'
import { viewPrivately } from './open-private-link.ts'
import { type FormOutcome, renderPrivatePage } from './private-page.tsx'

const pagePath = paths.endorsement.privatePage(languageParam, ':token')
const amendPath = paths.endorsement.amend(languageParam, ':token')

const statusOf = {
  done: 200,
  same: 200,
  changed: 409,
  busy: 409,
  faulty: 422,
  often: 429,
  spent: 429,
} as const satisfies Record<FormOutcome['outcome'], number>

/** The representative's private page. Opening it changes nothing: mail scanners open links too. */
export const privatePageRoutes = new Hono<AppEnv>()
  .get(pagePath, c => show(c, c.req.param('token')))

  // Where a browser stands after the form was sent: the address leads back to the page.
  .get(amendPath, async c => {
    const token = c.req.param('token')
    if (!isTokenLike(token)) return show(c, token)
    return c.redirect(paths.endorsement.privatePage(c.var.lang, token), 303)
  })

  .post(amendPath, formsOnly, async c => {
    const token = c.req.param('token')
    const body = await c.req.parseBody({ all: true })
    const typed = typedIn(organisationFields, body)
    const read = amendForm.safeParse(body)
    if (!read.success) {
      const faults = faultsIn(organisationFields, read.error.issues)
      return show(c, token, { outcome: 'faulty', typed, faults })
    }
    const amended = await amend(c.var.deps, token, read.data.revision, amendmentOf(read.data))
    if (amended.ok) return show(c, token, { outcome: 'done' })
    const notice = noticeOfRefusal(amended.error)
    if (notice === null) return show(c, token)
    return show(c, token, notice === 'same' ? { outcome: notice } : { outcome: notice, typed })
  })

/** The page as things stand, with what became of a form that was just sent. */
async function show(c: Context<AppEnv>, token: string, sent?: FormOutcome): Promise<Response> {
  const { deps, lang } = c.var
  const address: PageAddress = { lang, path: language => paths.endorsement.privatePage(language, token) }
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
