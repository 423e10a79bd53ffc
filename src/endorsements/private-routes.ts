import { zValidator } from '@hono/zod-validator'
import { type Context, Hono } from 'hono'
import type { AppEnv } from '../env.ts'
import { formsOnly } from '../http/bodies.ts'
import { amendForm, amendmentOf, faultsIn, organisationFields, typedIn } from '../organisations/form.ts'
import { languageParam, paths } from '../paths.ts'
import { titleOf } from '../storage/statements.ts'
import { isTokenLike } from '../storage/tokens.ts'
import { amend } from './amend.ts'
import type { Place } from './notice.tsx'
import { renderPrivateLinkOld, renderPrivateLinkUnknown } from './notice-pages.tsx'
import { viewPrivately } from './open-private-link.ts'
import { renderPrivatePage, type Sent } from './private-page.tsx'

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
} as const

/** The representative's private page. Opening it changes nothing: mail scanners open links too. */
export const privateRoutes = new Hono<AppEnv>()
  .get(pagePath, c => show(c, c.req.param('token')))

  // Where a browser stands after the form was sent: the address leads back to the page.
  .get(amendPath, async c => {
    const token = c.req.param('token')
    if (!isTokenLike(token)) return show(c, token)
    return c.redirect(paths.endorsement.privatePage(c.var.lang, token), 303)
  })

  .post(
    amendPath,
    formsOnly,
    zValidator('form', amendForm, async (result, c) => {
      if (result.success) return
      const typed = typedIn(organisationFields, result.data)
      const faults = faultsIn(organisationFields, result.error.issues)
      return show(c as unknown as Context<AppEnv>, c.req.param('token') ?? '', {
        outcome: 'faulty',
        typed,
        faults,
      })
    }),
    async c => {
      const token = c.req.param('token')
      const form = c.req.valid('form')
      const amended = await amend(c.var.deps, token, form.revision, amendmentOf(form))
      if (amended.ok) return show(c, token, { outcome: 'done' })
      const { error } = amended
      const { reason } = error
      if (reason === 'nothing_changed') return show(c, token, { outcome: 'same' })
      const typed = typedIn(organisationFields, await c.req.parseBody())
      if (error.reason === 'too_many')
        return show(c, token, { outcome: error.within === 'hour' ? 'often' : 'spent', typed })
      return show(c, token, { outcome: reason === 'busy' ? 'busy' : 'changed', typed })
    },
  )

/** The page as things stand, with what became of a form that was just sent. */
async function show(c: Context<AppEnv>, token: string, sent?: Sent): Promise<Response> {
  const { deps } = c.var
  const lang = c.var.lang
  const place: Place = { lang, path: language => paths.endorsement.privatePage(language, token) }
  const view = await viewPrivately(deps, token)
  if (!view.ok) {
    const { error } = view
    return error.reason === 'link_expired'
      ? c.html(renderPrivateLinkOld(place, error.statement), 410)
      : c.html(renderPrivateLinkUnknown(place), 404)
  }
  const { statement, version } = view.value.endorsement
  const title = await titleOf(deps.db, statement, version, lang)
  const page = renderPrivatePage(place, { ...view.value, title, token, sent })
  return c.html(page, sent ? statusOf[sent.outcome] : 200)
}
