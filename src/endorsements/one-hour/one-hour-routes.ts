import { type Context, Hono, type Next } from 'hono'
import type { AppEnv } from '../../env.ts'
import { formsOnly } from '../../http/bodies.ts'
import { languageParam, paths } from '../../paths.ts'
import { titleOf } from '../../storage/statements.ts'
import type { PageAddress } from '../notice.tsx'
import { noticeOfRefusal } from '../refusals.ts'
import { type LinkPurpose, linkPurposes } from './one-hour-actions.ts'
import { renderDone, renderExpired, renderOver } from './one-hour-notices.tsx'
import { type RefusedSaying, refusedSayings, renderOneHourPage } from './one-hour-page.tsx'
import { type OneHourView, openOneHourLink } from './open-one-hour-link.ts'
import { useOneHourLink } from './use-one-hour-link.ts'

const pagePath = paths.endorsement.privatePage(languageParam, ':token')
const answerPath = paths.endorsement.privateAnswer(languageParam, ':token', ':answer')
const actionPath = (purpose: LinkPurpose) => paths.endorsement.action(languageParam, ':token', purpose)

type C = Context<AppEnv, typeof pagePath>

/**
 * The page behind a one-hour link, at the address that any link of a representative has: what the token is for decides
 * what it opens. A token that is none of these is left to the private page.
 */
export const oneHourRoutes = new Hono<AppEnv>().get(pagePath, show).get(answerPath, show)

for (const purpose of linkPurposes) {
  oneHourRoutes.post(actionPath(purpose), formsOnly, (c, next) => answerPress(c, purpose, next))
}

async function show(c: C, next: Next): Promise<Response | undefined> {
  const { token, answer } = c.req.param() as { token: string; answer?: string }
  const view = await openOneHourLink(c.var.deps, token)
  if (view) return render(c, view, answer)
  await next()
}

/** After the button was pressed, each page has an address of its own. */
async function answerPress(c: C, purpose: LinkPurpose, next: Next): Promise<Response | undefined> {
  const { deps } = c.var
  const token = c.req.param('token')
  const view = await openOneHourLink(deps, token)
  if (view?.purpose !== purpose) {
    await next()
    return
  }
  const { agreed, revision } = await c.req.parseBody()
  if (!agreed) return leadTo(c, 'unticked')
  const used = await useOneHourLink(deps, purpose, token, Number(revision))
  if (used.ok) {
    deps.mailOwed()
    return leadTo(c, 'done')
  }
  // A button that is pressed twice does it once and leads to the same page.
  if (used.error.reason === 'link_used') return leadTo(c, 'done')
  if (used.error.reason === 'changed_meanwhile') return leadTo(c, 'changed')
  const isBusy = view.state === 'open' && noticeOfRefusal(used.error) === 'changed'
  return leadTo(c, isBusy ? 'busy' : undefined)
}

function leadTo(c: C, said?: RefusedSaying | 'done'): Response {
  const token = encodeURIComponent(c.req.param('token'))
  return c.redirect(paths.endorsement.privatePageWith(c.var.lang, token, said), 303)
}

async function render(c: C, view: OneHourView, answer: string | undefined): Promise<Response> {
  const { deps, lang } = c.var
  const token = c.req.param('token')
  const address: PageAddress = {
    lang,
    path: language => paths.endorsement.privatePageWith(language, token, answer),
    placeOf: c.var.placeOf,
  }
  const { endorsement, purpose, state } = view
  switch (state) {
    case 'done':
      return answer === 'done' ? c.html(renderDone(address, view)) : c.html(renderOver(address, view), 410)
    case 'over':
      return c.html(renderOver(address, view), 410)
    case 'expired':
      return c.html(renderExpired(address, view), 410)
    case 'open': {
      const said = refusedSayings.find(word => word === answer)
      const title = await titleOf(deps.db, endorsement.statement, endorsement.version, lang)
      const page = renderOneHourPage(address, { purpose, endorsement, title, token, said })
      return c.html(page, said ? statuses[said] : 200)
    }
  }
}

const statuses = { unticked: 422, changed: 409, busy: 409 } as const satisfies Record<RefusedSaying, number>
