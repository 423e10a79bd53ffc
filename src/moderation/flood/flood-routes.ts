import { type Context, Hono } from 'hono'
import type { DeskEnv } from '../../env.ts'
import { formsOnly } from '../../http/bodies.ts'
import { requireFreshPasskey, requireModerator } from '../../http/session.ts'
import { translator } from '../../i18n/index.ts'
import { paths } from '../../paths.ts'
import { floodMails, previewFlood, previewShown, rejectAll, undoAll } from './reject-flood.ts'
import {
  digestOfWords,
  faultsOf,
  isUnbounded,
  readFloodFilter,
  readMinute,
  readReason,
  readShown,
  readWords,
  type Typed,
  worded,
} from './flood-form.ts'
import { renderFloodForm, renderFloodOutcome, renderFloodPreview } from './flood-page.tsx'
import { mentionsAddress } from '../typed-search.ts'

type C = Context<DeskEnv>

/** Rejecting a flood: choose, look, reject; and the way back, which asks for no passkey as its minute is short. */
export const floodRoutes = new Hono<DeskEnv>()
  .get(paths.desk.flood, requireModerator, requireFreshPasskey, c => {
    const typed: Typed = c.req.query()
    return typed.step === 'look' ? look(c, typed) : c.html(chooseAgain(c, typed, []))
  })

  .post(
    paths.desk.flood,
    formsOnly,
    requireModerator,
    async (c, next) => {
      const typed = await typedIn(c)
      if (typed.step !== 'undo') return next()
      const { deps, signedIn } = c.var
      const outcome = await undoAll(deps, readShown(typed.done ?? ''), signedIn.moderator.id)
      return c.html(renderFloodOutcome({ signedIn, outcome, undone: true }))
    },
    requireFreshPasskey,
    async c => {
      const typed = await typedIn(c)
      return typed.step === 'do' ? rejectShown(c, typed) : look(c, typed)
    },
  )

/** The preview, or the form once more where nothing tells the flood from the queue. */
async function look(c: C, typed: Typed): Promise<Response> {
  const faults = faultsIn(c, typed)
  if (faults.length > 0) return c.html(chooseAgain(c, typed, faults), 422)
  const shown = await load(c, typed)
  return c.html(renderFloodPreview(shown), shown.faults.length > 0 ? 422 : 200)
}

/**
 * Only what was shown, as it was shown, and nothing where the words are new. What changed since is left out and
 * named: one that changes all the time must not save the others.
 */
async function rejectShown(c: C, typed: Typed): Promise<Response> {
  const faults = faultsIn(c, typed)
  if (faults.length > 0) return c.html(chooseAgain(c, typed, faults), 422)
  const shown = await load(c, typed)
  const { preview, words, code, signedIn } = shown
  if (shown.faults.length > 0) return c.html(renderFloodPreview(shown), 422)
  if (typed.targets === undefined || digestOfWords(readWords(typed, code, worded(typed))) !== typed.shown)
    return c.html(renderFloodPreview(shown))
  if (typed.looked !== 'yes') return c.html(renderFloodPreview({ ...shown, unticked: true }), 422)
  const outcome = await rejectAll(c.var.deps, preview.targets, {
    moderator: signedIn.moderator.id,
    code,
    words,
  })
  c.var.deps.mailOwed()
  const refused = [...preview.changed, ...outcome.refused]
  return c.html(renderFloodOutcome({ signedIn, outcome: { ...outcome, refused }, undone: false }))
}

async function load(c: C, typed: Typed) {
  const { deps, signedIn } = c.var
  const code = readReason(typed)
  const preview =
    typed.targets === undefined
      ? await previewFlood(deps, readFloodFilter(typed))
      : await previewShown(deps, readShown(typed.targets))
  const words = readWords(typed, code, preview.languages)
  const mails = await floodMails(deps, preview, words)
  // Own words are yet to be written when the page first opens: nothing is wrong then.
  const faults = typed.targets === undefined ? [] : faultsOf(words)
  return { signedIn, typed, code, preview, words, mails, faults }
}

function chooseAgain(c: C, typed: Typed, faults: { field: string; message: string }[]): string {
  const { signedIn } = c.var
  return renderFloodForm({
    ...{ signedIn, typed, faults },
    filter: readFloodFilter(typed),
    code: readReason(typed),
  })
}

function faultsIn(c: C, typed: Typed): { field: string; message: string }[] {
  const t = translator(c.var.signedIn.moderator.language)
  const times = (['from', 'until'] as const).filter(
    field => (typed[field] ?? '').trim() !== '' && !readMinute(typed[field] ?? '', 0),
  )
  if (times.length > 0) return times.map(field => ({ field, message: t('flood.time.invalid') }))
  if (mentionsAddress(typed.q ?? '')) return [{ field: 'q', message: t('flood.q.address') }]
  return isUnbounded(readFloodFilter(typed)) ? [{ field: 'q', message: t('flood.unbounded') }] : []
}

async function typedIn(c: C): Promise<Typed> {
  const body = await c.req.parseBody()
  return Object.fromEntries(
    Object.entries(body).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  )
}
