import { type Context, Hono } from 'hono'
import type { DeskEnv } from '../../env.ts'
import { formsOnly } from '../../http/bodies.ts'
import { requireFreshPasskeyKeeping, requireModerator } from '../../http/session.ts'
import { translator } from '../../i18n/index.ts'
import { paths } from '../../paths.ts'
import type { BulkFilter } from '../../storage/bulk-rejection.ts'
import { findStatements } from '../../storage/statement-settings.ts'
import { mentionsAddress } from '../typed-search.ts'
import { bulkParameters, isUnbounded, readBulkFilter, readMinute, type TypedBulk } from './bulk-filter.ts'
import {
  digestOfTexts,
  faultsOfTexts,
  readReason,
  readShownRequests,
  readTexts,
  typedLanguages,
} from './bulk-form.ts'
import { type FieldFault, renderChoosePage } from './choose-page.tsx'
import { loadOutcome, readOutcome, type ShownOutcome, writeOutcome } from './outcome.ts'
import { renderOutcomePage } from './outcome-page.tsx'
import { bulkMails, previewBulk, previewShown } from './preview-bulk.ts'
import { renderPreviewPage } from './preview-page.tsx'
import { rejectAll, undoAll } from './reject-bulk.ts'

type C = Context<DeskEnv>

/** Rejecting many at once: choose, look, reject; and the way back, which asks for no passkey as its time is short. */
export const bulkRejectionRoutes = new Hono<DeskEnv>()
  .get(
    paths.desk.bulkRejection,
    requireModerator,
    requireFreshPasskeyKeeping(c => keptOf(c, c.req.query())),
    async c => {
      const typed: TypedBulk = c.req.query()
      return typed.step === 'look' ? showPreview(c, typed) : c.html(await renderChoose(c, typed, []))
    },
  )

  .post(
    paths.desk.bulkRejection,
    formsOnly,
    requireModerator,
    async (c, next) => {
      const typed = await readTyped(c)
      if (typed.step !== 'undo') return next()
      const { deps, signedIn } = c.var
      const requests = readShownRequests(typed.done ?? '')
      const since = deps.now()
      const { refused } = await undoAll(deps, requests, signedIn.moderator)
      return leadToOutcome(c, { kind: 'undo', since, until: deps.now(), refused })
    },
    requireFreshPasskeyKeeping(async c => keptOf(c, await readTyped(c))),
    async c => {
      const typed = await readTyped(c)
      if (typed.step === 'do') return rejectShown(c, typed)
      // A first look is a page of its own. A later one has texts that were typed, and names each request: too much for
      // a URL.
      const isFirstLook = typed.targets === undefined && filterFaults(c, typed).length === 0
      return isFirstLook ? c.redirect(lookPath(keptOf(c, typed)), 303) : showPreview(c, typed)
    },
  )

  // After an undoing the passkey may be an older one.
  .get(paths.desk.bulkRejectionDone, requireModerator, async c => {
    const { deps, signedIn } = c.var
    const shown = readOutcome(c.req.query())
    if (!shown) return c.redirect(paths.desk.bulkRejection, 303)
    const outcome = await loadOutcome(deps, shown, signedIn.moderator)
    return c.html(renderOutcomePage({ signedIn, outcome }))
  })

/** What a URL has of a look that was asked for: what was typed of the texts stays out. */
function keptOf(c: C, typed: TypedBulk): [string, string][] {
  const step = typed.step === 'look' || typed.step === 'do' ? 'look' : ''
  const code = typed.code === undefined ? '' : readReason(typed)
  const kept: [string, string][] = [['step', step], ...bulkParameters(typed, zoneOf(c)), ['code', code]]
  return kept.filter(([, value]) => value !== '')
}

const lookPath = (kept: [string, string][]): string =>
  `${paths.desk.bulkRejection}?${new URLSearchParams(kept)}`

const leadToOutcome = (c: C, outcome: ShownOutcome): Response =>
  c.redirect(`${paths.desk.bulkRejectionDone}?${writeOutcome(outcome)}`, 303)

const filterOf = (c: C, typed: TypedBulk): BulkFilter =>
  readBulkFilter(typed, zoneOf(c), c.var.signedIn.moderator.sight)

const zoneOf = (c: C): string => c.var.signedIn.moderator.timeZone

/** The preview, or the form once more where nothing tells them from the whole queue. */
async function showPreview(c: C, typed: TypedBulk): Promise<Response> {
  const faults = filterFaults(c, typed)
  if (faults.length > 0) return c.html(await renderChoose(c, typed, faults), 422)
  const page = await loadPreview(c, typed)
  return c.html(renderPreviewPage(page), page.faults.length > 0 ? 422 : 200)
}

/**
 * Rejects what was shown, as it was shown. What changed since is left out and named: one that changes all the time must
 * not save the others. Nothing is done where the texts are not those that the mails were shown with.
 */
async function rejectShown(c: C, typed: TypedBulk): Promise<Response> {
  const faults = filterFaults(c, typed)
  if (faults.length > 0) return c.html(await renderChoose(c, typed, faults), 422)
  const page = await loadPreview(c, typed)
  const { preview, texts, code, signedIn } = page
  if (page.faults.length > 0) return c.html(renderPreviewPage(page), 422)
  const typedTexts = readTexts(typed, code, typedLanguages(typed))
  if (typed.targets === undefined || digestOfTexts(typedTexts) !== typed.shown)
    return c.html(renderPreviewPage(page))
  if (typed.looked !== 'yes') return c.html(renderPreviewPage({ ...page, unticked: true }), 422)
  const { moderator } = signedIn
  const { deps } = c.var
  const since = deps.now()
  const { refused } = await rejectAll(deps, preview.targets, { moderator, code, texts })
  deps.mailOwed()
  return leadToOutcome(c, {
    kind: 'reject',
    since,
    until: deps.now(),
    refused: [...preview.changed, ...refused],
  })
}

async function loadPreview(c: C, typed: TypedBulk) {
  const { deps, signedIn } = c.var
  const code = readReason(typed)
  const isFirstLook = typed.targets === undefined
  const filter = filterOf(c, typed)
  const preview = isFirstLook
    ? await previewBulk(deps, filter)
    : await previewShown(deps, readShownRequests(typed.targets ?? ''), filter)
  const texts = readTexts(typed, code, preview.languages)
  const mails = await bulkMails(deps, preview, texts)
  // A moderator's own text is yet to be written when the page first opens: nothing is wrong then.
  const faults = isFirstLook ? [] : faultsOfTexts(texts)
  return { signedIn, typed, code, preview, texts, mails, faults }
}

const renderChoose = async (c: C, typed: TypedBulk, faults: readonly FieldFault[]): Promise<string> =>
  renderChoosePage({
    statements: await findStatements(
      c.var.deps.db,
      c.var.signedIn.moderator.sight,
      c.var.signedIn.moderator.language,
    ),
    signedIn: c.var.signedIn,
    typed,
    faults,
    filter: filterOf(c, typed),
    code: readReason(typed),
  })

function filterFaults(c: C, typed: TypedBulk): FieldFault[] {
  const t = translator(c.var.lang)
  const badTimes = (['from', 'until'] as const).filter(edge => {
    const text = typed[edge] ?? ''
    return text.trim() !== '' && !readMinute(text, 'start', zoneOf(c))
  })
  if (badTimes.length > 0) return badTimes.map(field => ({ field, message: t('bulk.time.invalid') }))
  if (mentionsAddress(typed.q ?? '')) return [{ field: 'q', message: t('bulk.q.address') }]
  return isUnbounded(filterOf(c, typed)) ? [{ field: 'q', message: t('bulk.unbounded') }] : []
}

async function readTyped(c: C): Promise<TypedBulk> {
  const body = Object.entries(await c.req.parseBody())
  return Object.fromEntries(body.filter(([, value]) => typeof value === 'string')) as TypedBulk
}
