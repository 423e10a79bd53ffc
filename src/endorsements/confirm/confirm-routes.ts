import { zValidator } from '@hono/zod-validator'
import { Hono } from 'hono'
import * as z from 'zod'
import type { AppEnv } from '../../env.ts'
import { formsOnly } from '../../http/bodies.ts'
import { amendmentOf, kindOfForm } from '../../organisations/form.ts'
import { languageParam, paths } from '../../paths.ts'
import { noticeOfRefusal } from '../refusals.ts'
import { answerByPage, linkName, openSentForm, type RevisionOutcome } from '../sent-form.ts'
import { askProvedRoutes } from './ask-proved-routes.ts'
import { confirm } from './confirm.ts'
import { type ConfirmSaying, confirmSayings } from './confirm-sayings.ts'
import { disown } from './disown.ts'
import { resendByLink } from './resend.ts'
import { revise } from './revise.ts'
import { faultsOf, revisionFormOf, type Typed, typedOf } from './revision-form.ts'
import { type C, showLink } from './show-link.ts'

const linkPath = paths.endorsement.confirm(languageParam, ':token')
const answerPath = paths.endorsement.confirmAnswer(languageParam, ':token', ':answer')

const linkForm = z.object({
  action: z.enum(['confirm', 'revise', 'disown', 'resend']).catch('confirm'),
  revision: z.coerce.number().int().min(1).catch(0),
  confirm: z.string().catch(''),
})

/**
 * Where a mailed confirm link leads: to confirm, to put the details right, to say "this was not us", to get a fresh
 * link. Each form is answered by a redirect to a page that says what became of it.
 */
export const confirmRoutes = new Hono<AppEnv>()
  .get(linkPath, c => showLink(c))

  .post(linkPath, formsOnly, zValidator('form', linkForm), async c => {
    const { action, revision, confirm: box } = c.req.valid('form')
    switch (action) {
      case 'confirm':
        return box === '' ? leadTo(c, 'unticked') : answerConfirm(c, revision)
      case 'revise':
        return answerRevision(c)
      case 'disown':
        return answerDisown(c)
      case 'resend':
        return answerResend(c)
    }
  })

  .get(answerPath, async (c, next) => {
    const { token, answer } = c.req.param()
    const said = confirmSayings.find(word => word === answer)
    if (said) return showLink(c, { said })
    const sent = await openSentForm(c, ['revise'], answer)
    return sent?.link === linkName(token) ? showLink(c, { revision: sent }) : next()
  })
  .route('/', askProvedRoutes)

/** As it stands in an address: what a mail program has left of a link may have any character. */
const tokenIn = (c: C) => encodeURIComponent(c.req.param('token'))
const pathOf = (c: C) => (answer: string) => paths.endorsement.confirmAnswer(c.var.lang, tokenIn(c), answer)

/** To the page that the link opens, which says this beside how things stand. */
const leadTo = (c: C, said?: ConfirmSaying) =>
  c.redirect(said ? pathOf(c)(said) : paths.endorsement.confirm(c.var.lang, tokenIn(c)), 303)

async function answerConfirm(c: C, revision: number): Promise<Response> {
  const { deps } = c.var
  const confirmed = await confirm(deps, c.req.param('token'), revision)
  if (confirmed.ok) {
    deps.mailOwed()
    return leadTo(c, 'done')
  }
  const { error } = confirmed
  // What tells the address of its other request, or that it is on the list, is owed.
  if (error.reason === 'already_waiting') deps.mailOwed()
  // A button that is pressed twice confirms once and leads to the same page.
  if (error.reason === 'link_used' && error.status === 'confirmed') return leadTo(c, 'done')
  if (error.reason === 'domain_spent') return leadTo(c, 'later')
  return leadTo(c, noticeOfRefusal(error) === 'changed' ? 'changed' : undefined)
}

async function answerRevision(c: C): Promise<Response> {
  const body = await c.req.parseBody({ all: true })
  const typed = typedOf(body)
  const kind = kindOfForm(body)
  const read = revisionFormOf(kind).safeParse(body)
  if (!read.success) return answerTyped(c, 'faulty', typed, faultsOf(read.error.issues))
  const { revision, organisation, representative, role } = read.data
  const revised = await revise(c.var.deps, c.req.param('token'), revision, {
    ...amendmentOf(kind, read.data),
    representative: representative || organisation,
    role,
  })
  if (revised.ok) return leadTo(c, 'saved')
  if (revised.error.reason === 'spent') return answerTyped(c, 'spent', typed)
  return noticeOfRefusal(revised.error) === 'changed' ? answerTyped(c, 'changed', typed) : leadTo(c)
}

/** Back to the form with what was typed. */
function answerTyped(c: C, outcome: RevisionOutcome, typed: Typed, faults = {}): Promise<Response> {
  const sent = { kind: 'revise', link: linkName(c.req.param('token')), outcome, typed, faults } as const
  return answerByPage(c, sent, pathOf(c), () => showLink(c, { revision: sent }))
}

async function answerDisown(c: C): Promise<Response> {
  const stopped = await disown(c.var.deps, c.req.param('token'))
  if (!stopped.ok) return leadTo(c, noticeOfRefusal(stopped.error) === 'changed' ? 'changed' : undefined)
  return stopped.value === null ? leadTo(c, 'stopped') : c.redirect(pathOf(c)(stopped.value), 303)
}

/**
 * Another confirm link to the address behind this one. Behind one that nobody knows is a page that asks for the
 * address.
 */
async function answerResend(c: C): Promise<Response> {
  const { deps } = c.var
  const resent = await resendByLink(deps, c.req.param('token'))
  if (!resent.ok) return leadTo(c)
  deps.mailOwed()
  return leadTo(c, resent.value)
}
