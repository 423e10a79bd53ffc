import { type Context, Hono } from 'hono'
import type { AppEnv } from '../../env.ts'
import { formsOnly } from '../../http/bodies.ts'
import { languageParam, paths } from '../../paths.ts'
import { wantsMail } from '../../storage/moderators.ts'
import { openUnsubscribeToken, type Unsubscribe } from '../../storage/unsubscribe-tokens.ts'
import { isSubscribed } from '../../storage/update-subscriptions.ts'
import { turnOff } from './turn-off.ts'
import { renderUnsubscribePage } from './unsubscribe-page.tsx'

const path = paths.site.unsubscribe(languageParam, ':token')
type C = Context<AppEnv, typeof path>

/**
 * Turning one kind of mail off, by a link of that mail. Opening it changes nothing: scanners open links too. Mail
 * programs send the POST without a browser (RFC 8058, 3.2), and follow no redirect.
 */
export const unsubscribeRoutes = new Hono<AppEnv>()
  .get(path, async c => {
    const of = openUnsubscribeToken(c.var.deps.sealing, c.req.param('token'))
    return of ? show(c, of, await isOn(c, of)) : show(c, null, false)
  })

  .post(path, formsOnly, async c => {
    const of = openUnsubscribeToken(c.var.deps.sealing, c.req.param('token'))
    if (!of) return show(c, null, false)
    await turnOff(c.var.deps, of)
    const body = await c.req.parseBody()
    // Whoever pressed our button gets a page that can be loaded again.
    return body['List-Unsubscribe'] === 'One-Click'
      ? show(c, of, false)
      : c.redirect(paths.site.unsubscribe(c.var.lang, c.req.param('token')), 303)
  })

const isOn = ({ var: { deps } }: C, { kind, id }: Unsubscribe): Promise<boolean> =>
  kind === 'updates' ? isSubscribed(deps.db, id) : wantsMail(deps.db, id, kind)

const show = (c: C, of: Unsubscribe | null, on: boolean): Response | Promise<Response> =>
  c.html(
    renderUnsubscribePage({ lang: c.var.lang, token: c.req.param('token'), kind: of?.kind ?? null, on }),
    of ? 200 : 404,
  )
