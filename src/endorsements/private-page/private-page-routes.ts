import { type Context, Hono } from 'hono'
import * as z from 'zod'
import type { AppEnv } from '../../env.ts'
import { formsOnly } from '../../http/bodies.ts'
import {
  amendFields,
  amendFormOf,
  amendmentOf,
  correctionOf,
  faultsIn,
  kindOfForm,
  organisationFields,
  positiveNumber,
  typedIn,
} from '../../organisations/form.ts'
import { languageParam, paths } from '../../paths.ts'
import { titleOf } from '../../storage/statements.ts'
import { isTokenLike } from '../../storage/tokens.ts'
import { keepContact } from '../contact-person/keep-contact.ts'
import { withdrawWaiting } from '../leaving/withdraw-waiting.ts'
import type { PageAddress } from '../notice.tsx'
import { askForLink } from '../one-hour/ask-for-link.ts'
import { isAskedPurpose } from '../one-hour/one-hour-actions.ts'
import { reconfirm } from '../reconfirm/reconfirm.ts'
import { reconfirmForm } from '../reconfirm/reconfirm-form.ts'
import { noticeOfRefusal } from '../refusals.ts'
import { answerSection } from '../section/answer-section.ts'
import { answerByPage, linkName, openSentForm } from '../sent-form.ts'
import { chooseUpdates } from '../updates/choose-updates.ts'
import { amend } from './amend.ts'
import { amendPerson, personFields, personForm } from './amend-person.ts'
import { type FormOutcome, isSaying, type Saying, statusOf } from './outcome.tsx'
import { renderPrivateLinkOld, renderPrivateLinkUnknown } from './private-link-notices.tsx'
import { renderPrivatePage } from './private-page.tsx'
import { proposeCorrection, takeProposalBack } from './propose-correction.ts'
import { viewPrivately } from './view-privately.ts'

const pagePath = paths.endorsement.privatePage(languageParam, ':token')
const amendPath = paths.endorsement.amend(languageParam, ':token')
const answerPath = paths.endorsement.privateAnswer(languageParam, ':token', ':answer')
const actionPath = <A extends Parameters<typeof paths.endorsement.action>[2]>(action: A) =>
  paths.endorsement.action(languageParam, ':token', action)

type C = Context<AppEnv, typeof pagePath>

/** The answer to a section that a moderator proposed, with what the page showed of both. */
const sectionForm = z.object({
  answer: z.enum(['yes', 'no']),
  revision: positiveNumber,
  proposal: z
    .string()
    .regex(/^\d{1,15}$/)
    .transform(Number),
})

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
    const typed = typedIn(amendFields, body)
    const kind = kindOfForm(body)
    const read = amendFormOf(kind).safeParse(body)
    if (!read.success) {
      const faults = faultsIn(organisationFields, read.error.issues)
      return answerTyped(c, { kind: 'amend', outcome: 'faulty', typed, faults })
    }
    const { deps } = c.var
    const amended = await amend(deps, token, read.data.revision, amendmentOf(kind, read.data))
    if (amended.ok) {
      deps.mailOwed()
      return leadTo(c, 'done')
    }
    const notice = noticeOfRefusal(amended.error)
    if (notice === null) return leadTo(c)
    return notice === 'same'
      ? leadTo(c, notice)
      : answerTyped(c, { kind: 'amend', outcome: notice, typed, faults: {} })
  })

  .post(actionPath('propose'), formsOnly, async c => {
    const body = await c.req.parseBody({ all: true })
    const typed = typedIn(organisationFields, body)
    const kind = kindOfForm(body)
    const read = amendFormOf(kind).safeParse(body)
    if (!read.success) {
      const faults = faultsIn(organisationFields, read.error.issues)
      return answerTyped(c, { kind: 'propose', outcome: 'faulty', typed, faults })
    }
    const { deps } = c.var
    const token = c.req.param('token')
    const proposed = await proposeCorrection(deps, token, read.data.revision, correctionOf(kind, read.data))
    if (proposed.ok) {
      deps.mailOwed()
      return leadTo(c, proposed.value === 'proposed' ? 'proposed' : 'proposal-gone')
    }
    if (proposed.error.reason === 'name_taken')
      return answerTyped(c, { kind: 'propose', outcome: 'taken', typed, faults: {} })
    const notice = noticeOfRefusal(proposed.error)
    if (notice === null) return leadTo(c)
    if (notice === 'same') return leadTo(c, 'proposal-same')
    const outcome = notice === 'often' || notice === 'spent' ? notice : 'changed'
    return answerTyped(c, { kind: 'propose', outcome, typed, faults: {} })
  })

  .post(actionPath('take-back'), formsOnly, async c => {
    const taken = await takeProposalBack(c.var.deps, c.req.param('token'))
    return leadTo(c, taken.ok ? 'proposal-gone' : undefined)
  })

  .post(actionPath('section'), formsOnly, async c => {
    const { deps } = c.var
    const read = sectionForm.safeParse(await c.req.parseBody())
    if (!read.success) return leadTo(c)
    const { answer, revision, proposal } = read.data
    const answered = await answerSection(deps, c.req.param('token'), {
      yes: answer === 'yes',
      shownRevision: revision,
      proposedAt: proposal,
    })
    if (answered.ok) {
      deps.mailOwed()
      return leadTo(c, `section-${answered.value}`)
    }
    return answered.error.reason === 'already_signatory'
      ? leadTo(c, 'section-taken')
      : answerRefusal(c, noticeOfRefusal(answered.error))
  })

  .post(actionPath('person'), formsOnly, async c => {
    const body = await c.req.parseBody({ all: true })
    const typed = typedIn(personFields, body)
    const read = personForm.safeParse(body)
    if (!read.success) {
      const faults = faultsIn(personFields, read.error.issues)
      return answerTyped(c, { kind: 'person', outcome: 'faulty', typed, faults })
    }
    const amended = await amendPerson(c.var.deps, c.req.param('token'), read.data)
    if (amended.ok) return leadTo(c, `person-${amended.value}`)
    return amended.error.reason === 'too_many'
      ? answerTyped(c, { kind: 'person', outcome: 'spent', typed, faults: {} })
      : leadTo(c)
  })

  .post(actionPath('withdraw'), formsOnly, async c => {
    const { deps } = c.var
    const { agreed } = await c.req.parseBody()
    if (!agreed) return leadTo(c, 'unticked')
    const withdrawn = await withdrawWaiting(deps, c.req.param('token'))
    if (withdrawn.ok) {
      deps.mailOwed()
      return leadTo(c)
    }
    return answerRefusal(c, noticeOfRefusal(withdrawn.error))
  })

  .post(actionPath('reconfirm'), formsOnly, async c => {
    const body = await c.req.parseBody()
    const read = reconfirmForm.safeParse(body)
    if (!read.success) return leadTo(c)
    if (!body.agreed) return leadTo(c, 'unticked')
    const { revision, version, text } = read.data
    const shown = { shownRevision: revision, shownVersion: version, textLanguage: text }
    const signed = await reconfirm(c.var.deps, c.req.param('token'), shown)
    if (signed.ok) return leadTo(c, 'signed')
    return signed.error.reason === 'version_changed'
      ? leadTo(c, 'version-changed')
      : answerRefusal(c, noticeOfRefusal(signed.error))
  })

  .post(actionPath('send-link'), formsOnly, async c => {
    const { deps } = c.var
    const { purpose } = await c.req.parseBody()
    if (!isAskedPurpose(purpose)) return leadTo(c)
    const outcome = await askForLink(deps, c.req.param('token'), purpose)
    if (!outcome.ok) return answerRefusal(c, noticeOfRefusal(outcome.error))
    deps.mailOwed()
    return leadTo(c, `link-${outcome.value}`)
  })

  .post(actionPath('updates'), formsOnly, async c => {
    const { wanted } = await c.req.parseBody()
    if (wanted !== 'yes' && wanted !== 'no') return leadTo(c)
    const chosen = await chooseUpdates(c.var.deps, c.req.param('token'), wanted === 'yes')
    if (!chosen.ok) return leadTo(c)
    return leadTo(c, wanted === 'yes' ? 'updates-on' : 'updates-off')
  })

  .post(actionPath('keep-contact'), formsOnly, async c => {
    const kept = await keepContact(c.var.deps, c.req.param('token'))
    return leadTo(c, kept.ok ? 'contact-kept' : undefined)
  })

  // After the form was sent: the page, with what became of it.
  .get(answerPath, async c => {
    const { token, answer } = c.req.param()
    if (isSaying(answer)) return show(c, { kind: 'said', said: answer })
    const sent = await openSentForm(c, ['amend', 'person', 'propose'], answer)
    return show(c, sent?.link === linkName(token) ? sent : undefined)
  })

/** To the page, which says how things stand, and what was in the way where that does not. */
const answerRefusal = (c: C, notice: ReturnType<typeof noticeOfRefusal>): Response =>
  leadTo(c, notice === 'changed' || notice === 'busy' ? notice : undefined)

/** As it stands in an address: what a mail program has left of a link may have any character. */
const tokenIn = (c: C) => encodeURIComponent(c.req.param('token'))

function leadTo(c: C, said?: Saying): Response {
  return c.redirect(paths.endorsement.privatePageWith(c.var.lang, tokenIn(c), said), 303)
}

/** To the page with the form as it was sent. */
function answerTyped(c: C, sent: Exclude<FormOutcome, { kind: 'said' }>): Promise<Response> {
  return answerByPage(
    c,
    { ...sent, link: linkName(c.req.param('token')) },
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
    path: language => paths.endorsement.privatePageWith(language, token, answer),
    placeOf: c.var.placeOf,
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
  const writeTo = deps.config.address
  const page = renderPrivatePage(address, { ...view.value, title, token, writeTo, sent })
  return c.html(page, sent ? statusOf(sent) : 200)
}
