import { type Context, Hono } from 'hono'
import type { AppEnv } from '../../env.ts'
import { formsOnly } from '../../http/bodies.ts'
import { answerHeldUp, passMailForm } from '../../http/flood/gate.ts'
import { noteFailure } from '../../http/log-lines.ts'
import type { Language } from '../../i18n/index.ts'
import { emailLine } from '../../organisations/form.ts'
import { languageParam, paths } from '../../paths.ts'
import { isAway } from '../../storage/pg-errors.ts'
import { verbTimeLimit, within } from '../../storage/time-limit.ts'
import { trapField } from '../../ui/trap.tsx'
import { handleSoon } from '../ask/handle-soon.ts'
import type { PageAddress } from '../notice.tsx'
import { answerByPage, openSentForm } from '../sent-form.ts'
import { type LostLinkState, renderLostLinkForm, renderMaybeSent } from './lost-link-pages.tsx'
import { receiveLostLink } from './receive-lost-link.ts'

const formPath = paths.endorsement.lostLink(languageParam)
const answerPath = paths.endorsement.lostLinkAnswer(languageParam, ':token')

type C = Context<AppEnv, typeof formPath | typeof answerPath>

/** "Lost the link?": the form by itself, and the page that answers it. Whoever is asked for, it is the same. */
export const lostLinkRoutes = new Hono<AppEnv>()
  .get(formPath, c => showForm(c, {}))

  .post(formPath, formsOnly, async c => {
    const { email: typed, [trapField]: trap } = await c.req.parseBody()
    const email = typeof typed === 'string' ? typed : ''
    const read = emailLine.safeParse(email)
    if (!read.success) {
      const fault = email.trim() === '' ? 'required' : 'invalid'
      return answerByPage(c, { kind: 'lost', email, fault }, pathOf(c), () => showForm(c, { email, fault }))
    }
    return takeIn(c, read.data, Boolean(trap))
  })

  .get(answerPath, async c => {
    const sent = await openSentForm(c, ['lost'], c.req.param('token'))
    if (!sent) return showForm(c, { gone: true })
    const { email, fault } = sent
    return fault === null ? showSent(c, email) : showForm(c, { email, fault })
  })

const pathOf = (c: C) => (token: string) => paths.endorsement.lostLinkAnswer(c.var.lang, token)

/** Takes it in and leads to its page; the links are mailed after the answer. */
async function takeIn(c: C, email: string, isCaught: boolean): Promise<Response> {
  const { deps } = c.var
  try {
    const taken = await within(verbTimeLimit, take(c, email, isCaught))
    if ('heldUp' in taken) return answerHeldUp(c, taken.heldUp)
    const { token } = taken
    handleSoon(deps)
    return token === null ? showSent(c, email) : c.redirect(pathOf(c)(token), 303)
  } catch (error) {
    if (!isAway(error)) throw error
    noteFailure(c, error)
    return showForm(c, { email, away: c.var.requestId })
  }
}

async function take(c: C, email: string, isCaught: boolean) {
  const { deps } = c.var
  const passage = await passMailForm(c, email)
  if (passage.heldUp) return { heldUp: passage.heldUp }
  const { source } = passage
  return { token: await receiveLostLink(deps, email, { isCaught, source }) }
}

const showSent = (c: C, email: string) =>
  c.html(renderMaybeSent(addressOf(c), email, c.var.deps.config.freshLinksPerAddress))

const showForm = (c: C, state: LostLinkState) =>
  c.html(renderLostLinkForm(addressOf(c), state), statusOf(state))

function statusOf({ fault, away, gone }: LostLinkState): 200 | 410 | 422 | 503 {
  if (away !== undefined) return 503
  if (gone) return 410
  return fault ? 422 : 200
}

/** A page about what was sent stays that in every language. */
function addressOf(c: C): PageAddress {
  const { token } = c.req.param() as { token?: string }
  const path = (language: Language) =>
    token === undefined
      ? paths.endorsement.lostLink(language)
      : paths.endorsement.lostLinkAnswer(language, encodeURIComponent(token))
  return { lang: c.var.lang, path }
}
