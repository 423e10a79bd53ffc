import { type Context, Hono, type Next } from 'hono'
import type { AppEnv } from '../../env.ts'
import { formsOnly } from '../../http/bodies.ts'
import { kindOfForm } from '../../organisations/form.ts'
import { languageParam, paths } from '../../paths.ts'
import { titleOf } from '../../storage/statements.ts'
import type { PageAddress } from '../notice.tsx'
import { renderExpired, renderOver } from '../one-hour/one-hour-notices.tsx'
import { answerByPage, linkName, openSentForm } from '../sent-form.ts'
import type { ContactError } from './contact-deps.ts'
import { renderContactDone, renderObjectionOver, renderTakeOverExpired } from './contact-notices.tsx'
import { contactFormOf, contactOf, doubtOf, faultsOf, typedOf } from './new-contact-form.ts'
import { objectToChange } from './object.ts'
import { renderObjectPage } from './object-page.tsx'
import { type ContactView, openContactLink } from './open-contact-link.ts'
import { proposeContact } from './propose-contact.ts'
import { renderProposePage, type SentContact } from './propose-page.tsx'
import { takeOver } from './take-over.ts'
import { renderTakeOverPage, type TakeOverSaying, takeOverSayings } from './take-over-page.tsx'

const pagePath = paths.endorsement.privatePage(languageParam, ':token')
const answerPath = paths.endorsement.privateAnswer(languageParam, ':token', ':answer')
const proposePath = paths.endorsement.action(languageParam, ':token', 'contact')
const takeOverPath = paths.endorsement.action(languageParam, ':token', 'take-over')
const objectPath = paths.endorsement.action(languageParam, ':token', 'object')

type C = Context<AppEnv, typeof pagePath>

/** Behind the links about the contact person, at the address that any link of a representative has. */
export const contactRoutes = new Hono<AppEnv>()
  .get(pagePath, show)
  .get(answerPath, show)
  .post(proposePath, formsOnly, async (c, next) => {
    const { deps } = c.var
    const token = c.req.param('token')
    if ((await openContactLink(deps, token))?.purpose !== 'contact') return next()
    const body = await c.req.parseBody({ all: true })
    const typed = typedOf(body)
    const read = contactFormOf(kindOfForm(body)).safeParse(body)
    if (!read.success)
      return answerTyped(c, { outcome: 'faulty', typed, faults: faultsOf(read.error.issues) })
    if (doubtOf(typed) !== null) return answerTyped(c, { outcome: 'faulty', typed, faults: {} })
    const proposed = await proposeContact(deps, token, contactOf(read.data))
    if (proposed.ok) {
      deps.mailOwed()
      return leadTo(c, 'done')
    }
    const outcome = outcomeOf(proposed.error)
    if (outcome === 'done') return leadTo(c, 'done')
    return outcome === null ? leadTo(c) : answerTyped(c, { outcome, typed, faults: {} })
  })
  .post(takeOverPath, formsOnly, async (c, next) => {
    const { deps } = c.var
    const token = c.req.param('token')
    if ((await openContactLink(deps, token))?.purpose !== 'new-contact') return next()
    const { agreed, updates } = await c.req.parseBody()
    const wantsUpdates = updates === 'yes'
    if (!agreed) return leadTo(c, 'unticked', wantsUpdates)
    const taken = await takeOver(deps, token, { wantsUpdates })
    if (taken.ok) deps.mailOwed()
    return leadTo(c, taken.ok ? 'done' : sayingOf(taken.error), wantsUpdates)
  })
  .post(objectPath, formsOnly, async (c, next) => {
    const { deps } = c.var
    const token = c.req.param('token')
    if ((await openContactLink(deps, token))?.purpose !== 'contact-objection') return next()
    const objected = await objectToChange(deps, token)
    return leadTo(c, objected.ok || objected.error.reason === 'link_used' ? 'done' : undefined)
  })

/** What of a refusal the form says; `done`: a button that was pressed twice. Null: the page that opens says it. */
function outcomeOf({ reason }: ContactError): Exclude<SentContact['outcome'], 'faulty'> | 'done' | null {
  switch (reason) {
    case 'link_used':
      return 'done'
    case 'same_address':
      return 'same'
    case 'links_spent':
      return 'spent'
    case 'busy':
      return 'busy'
    case 'link_unknown':
    case 'link_expired':
    case 'wrong_status':
    case 'already_waiting':
      return null
  }
}

/** The same of a new contact who said yes. */
function sayingOf({ reason }: ContactError): TakeOverSaying | 'done' | undefined {
  switch (reason) {
    case 'link_used':
      return 'done'
    case 'busy':
      return 'busy'
    case 'already_waiting':
      return 'waiting'
    case 'link_unknown':
    case 'link_expired':
    case 'wrong_status':
    case 'same_address':
    case 'links_spent':
      return undefined
  }
}

/** `wantsUpdates`: a form that comes back has the box for news as it was. */
function leadTo(c: C, said?: TakeOverSaying | 'done', wantsUpdates = false): Response {
  const token = encodeURIComponent(c.req.param('token'))
  const query = wantsUpdates && said !== undefined && said !== 'done' ? '?updates=yes' : ''
  return c.redirect(paths.endorsement.privatePageWith(c.var.lang, token, said) + query, 303)
}

/** To the page with the form as it was sent. */
async function answerTyped(c: C, sent: SentContact): Promise<Response> {
  const token = c.req.param('token')
  return answerByPage(
    c,
    { kind: 'contact', ...sent, link: linkName(token) },
    answer => paths.endorsement.privateAnswer(c.var.lang, encodeURIComponent(token), answer),
    async () => {
      const view = await openContactLink(c.var.deps, token)
      return view ? render(c, view, { sent }) : c.notFound()
    },
  )
}

async function show(c: C, next: Next): Promise<Response | undefined> {
  const { token, answer } = c.req.param() as { token: string; answer?: string }
  const view = await openContactLink(c.var.deps, token)
  if (!view) {
    await next()
    return
  }
  const said = takeOverSayings.find(word => word === answer)
  if (answer === undefined || answer === 'done' || said) return render(c, view, { answer, said })
  const sent = await openSentForm(c, ['contact'], answer)
  return render(c, view, { answer, sent: sent?.link === linkName(token) ? sent : undefined })
}

type Answered = {
  answer?: string | undefined
  said?: TakeOverSaying | undefined
  sent?: SentContact | undefined
}

async function render(c: C, view: ContactView, { answer, said, sent }: Answered): Promise<Response> {
  const { deps, lang } = c.var
  const token = c.req.param('token')
  const address: PageAddress = {
    lang,
    path: language => paths.endorsement.privatePageWith(language, token, answer),
    placeOf: c.var.placeOf,
  }
  const { endorsement, purpose, change, state } = view
  // Whoever said yes to what a moderator put forward looks again until it is made.
  const isWaiting = purpose === 'new-contact' && change !== null
  if (state === 'done' && (answer === 'done' || isWaiting)) return c.html(renderContactDone(address, view))
  if (state === 'expired') {
    const page = purpose === 'contact' ? renderExpired(address, view) : renderTakeOverExpired(address, view)
    return c.html(page, 410)
  }
  if (state !== 'open') {
    const page =
      purpose === 'contact-objection' ? renderObjectionOver(address, view) : renderOver(address, view)
    return c.html(page, 410)
  }
  const title = await titleOf(deps.db, endorsement.statement, endorsement.version, lang)
  if (purpose === 'contact') {
    const page = renderProposePage(address, { endorsement, title, token, sent })
    return c.html(page, sent ? statuses[sent.outcome] : 200)
  }
  if (!change) return c.html(renderOver(address, view), 410)
  if (purpose === 'contact-objection') return c.html(renderObjectPage(address, { endorsement, title, token }))
  const wantsUpdates = c.req.query('updates') === 'yes'
  const page = renderTakeOverPage(address, { endorsement, change, title, token, said, wantsUpdates })
  return c.html(page, said ? statuses[said] : 200)
}

const statuses: Record<SentContact['outcome'] | TakeOverSaying, 409 | 422 | 429> = {
  faulty: 422,
  same: 422,
  unticked: 422,
  busy: 409,
  waiting: 409,
  spent: 429,
}
