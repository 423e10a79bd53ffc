import { type Context, Hono } from 'hono'
import { digestOfMails, type WrittenKind, writtenKinds } from '../../domain/updates.ts'
import { isId } from '../../domain/uuid.ts'
import type { DeskEnv } from '../../env.ts'
import { formsOnly } from '../../http/bodies.ts'
import { requireAdministrator, requireFreshPasskeyKeeping, requireModerator } from '../../http/session.ts'
import { paths, slugParam } from '../../paths.ts'
import { namesOfModerators } from '../../storage/moderators.ts'
import { findTimes } from '../../storage/statement-times.ts'
import { latestVersion, titleOf } from '../../storage/statements.ts'
import { countMailsOf, countRecipients, findUpdate, findUpdates, type Update } from '../../storage/updates.ts'
import { markFor } from '../statements/writer-mark.ts'
import { openKept, writersOfUpdates } from '../statements/writing-context.ts'
import { sendUpdate } from './send-update.ts'
import { stopUpdate } from './stop-update.ts'
import {
  faultsOfUpdate,
  readUpdateForm,
  revisionIn,
  type TypedUpdate,
  type UpdateFaults,
} from './update-form.ts'
import { renderUpdatePage, type UpdateSaying, updateSayings } from './update-page.tsx'
import { previewUpdate } from './update-previews.ts'
import { renderUpdatesPage } from './updates-page.tsx'
import { beginUpdate, deleteUpdate, saveUpdate } from './write-update.ts'

const listPath = paths.desk.writing(slugParam, 'updates')
const path = paths.desk.update(slugParam, ':update')
const sendPath = paths.desk.sendUpdate(slugParam, ':update')
const stopPath = paths.desk.stopUpdate(slugParam, ':update')

type C = Context<DeskEnv>
/** `kept`: the id under which it was kept, until it is saved. */
type Typed = { typed: TypedUpdate; faults: UpdateFaults; kept: string | null }

/** Writing needs no fresh passkey: nobody is mailed by it, and whoever writes long loses nothing. */
const writers = [requireModerator, requireAdministrator] as const
const senders = [
  ...writers,
  requireFreshPasskeyKeeping(c => [
    ['at', c.req.param('slug') ?? ''],
    ['page', 'updates'],
  ]),
] as const

/** News of a statement, for the signatories that asked for it: written by one administrator, sent by another. */
export const updateRoutes = new Hono<DeskEnv>()
  .get(listPath, ...writers, async c => {
    const kept = await keptIn(c)
    return showList(c, kept ?? { typed: { kind: 'news', texts: {} }, faults: {}, kept: null })
  })

  .post(listPath, ...writersOfUpdates, async c => {
    const { deps, signedIn } = c.var
    const slug = c.req.param('slug')
    const { typed, faults, kept } = read(await c.req.formData())
    if (Object.keys(faults).length > 0) return showList(c, { typed, faults, kept })
    const begun = await beginUpdate(deps, slug, { ...typed, by: signedIn.moderator.id }, kept)
    if (begun.ok) return leadTo(c, begun.value, 'saved')
    return begun.error.reason === 'unknown' ? c.notFound() : showList(c, { typed, faults, kept })
  })

  .get(path, ...writers, async c => show(c, await keptIn(c)))

  .post(path, ...writersOfUpdates, async c => {
    const { deps, signedIn } = c.var
    const { slug, update: id } = c.req.param()
    const by = signedIn.moderator.id
    const form = await c.req.formData()
    const revision = revisionIn(form)
    if (!isId(id)) return c.notFound()
    if (form.get('do') === 'delete') {
      const deleted = await deleteUpdate(deps, { slug, id, revision }, by)
      return deleted.ok
        ? c.redirect(`${paths.desk.writing(slug, 'updates')}?said=deleted`, 303)
        : answer(c, deleted.error.reason)
    }
    const { typed, faults, kept } = read(form)
    if (Object.keys(faults).length > 0) return show(c, { typed, faults, kept })
    const saved = await saveUpdate(deps, { slug, id, revision }, { ...typed, by }, kept)
    if (saved.ok) return leadTo(c, id, 'saved')
    // What was typed stays in the form, below what a colleague has saved meanwhile.
    return saved.error.reason === 'changed_meanwhile'
      ? show(c, { typed, faults, kept }, 'changed_meanwhile')
      : answer(c, saved.error.reason)
  })

  .post(sendPath, formsOnly, ...senders, async c => {
    const { deps, signedIn } = c.var
    const { slug, update: id } = c.req.param()
    if (!isId(id)) return c.notFound()
    const form = await c.req.formData()
    const revision = revisionIn(form)
    const digest = String(form.get('digest') ?? '')
    const sent = await sendUpdate(deps, { slug, id, by: signedIn.moderator.id, revision, digest })
    return sent.ok ? leadTo(c, id, 'sent') : answer(c, sent.error.reason)
  })

  .post(stopPath, formsOnly, ...senders, async c => {
    const { deps, signedIn } = c.var
    const { slug, update: id } = c.req.param()
    if (!isId(id)) return c.notFound()
    const stopped = await stopUpdate(deps, { slug, id, by: signedIn.moderator.id })
    return stopped.ok ? leadTo(c, id, 'stopped') : answer(c, stopped.error.reason)
  })

const answer = (c: C, reason: UpdateSaying | 'unknown') =>
  reason === 'unknown' ? c.notFound() : leadTo(c, c.req.param('update') ?? '', reason)

const leadTo = (c: C, id: string, said: UpdateSaying): Response =>
  c.redirect(`${paths.desk.update(c.req.param('slug') ?? '', id)}?said=${said}`, 303)

function read(form: FormData): Typed {
  const typed = readUpdateForm(form)
  const kept = String(form.get('kept') ?? '')
  return { typed, faults: faultsOfUpdate(typed), kept: isId(kept) ? kept : null }
}

/** What was kept of a form as a session ended, at the revision that it showed. */
async function keptIn(c: C): Promise<(Typed & { revision: number }) | undefined> {
  const kept = c.req.query('kept')
  const form = await openKept(c, 'update', kept)
  return form && kept !== undefined
    ? { typed: form.typed, faults: {}, kept, revision: form.revision }
    : undefined
}

const statusOf = (faults: UpdateFaults) => (Object.keys(faults).length > 0 ? 422 : 200)

async function showList(c: C, { typed, faults, kept }: Typed): Promise<Response> {
  const { deps, signedIn } = c.var
  const slug = c.req.param('slug') ?? ''
  const times = await findTimes(deps.db, slug)
  const version = await latestVersion(deps.db, slug)
  if (!times || version === null) return c.notFound()
  const updates = await findUpdates(deps.db, slug)
  const page = renderUpdatesPage({
    signedIn,
    slug,
    title: await titleOf(deps.db, slug, version, signedIn.moderator.language),
    isPublic: times.state === 'public',
    updates,
    mails: await countMailsOf(
      deps.db,
      updates.map(update => update.id),
    ),
    recipients: await countRecipients(deps.db, slug),
    typed,
    faults,
    mark: markFor(deps.sealing, signedIn.moderator.id),
    kept,
    isBack: kept !== null && c.req.method === 'GET',
    deleted: c.req.query('said') === 'deleted',
  })
  return c.html(page, statusOf(faults))
}

/** `sent.revision`: that which the kept form showed. */
async function show(c: C, sent?: Typed & { revision?: number }, saying?: UpdateSaying): Promise<Response> {
  const { deps, signedIn } = c.var
  const slug = c.req.param('slug') ?? ''
  const id = c.req.param('update') ?? ''
  const update = isId(id) ? await findUpdate(deps.db, slug, id) : null
  if (!update && sent?.kept && sent.revision !== undefined)
    // What was kept of one that somebody deleted can begin another.
    return c.redirect(`${paths.desk.writing(slug, 'updates')}?kept=${sent.kept}`, 303)
  if (!update) return c.notFound()
  const previews = await previewUpdate(deps.db, deps, update)
  const people = [update.writtenBy, update.sentBy, update.stoppedBy].flatMap(one => one ?? [])
  const names = await namesOfModerators(deps.db, deps.sealing, people)
  const faults = sent?.faults ?? {}
  const page = renderUpdatePage({
    signedIn,
    slug,
    update,
    mails: (await countMailsOf(deps.db, [id])).get(id),
    names: {
      writer: names.get(update.writtenBy ?? '') ?? '',
      sender: names.get(update.sentBy ?? '') ?? '',
      stopper: names.get(update.stoppedBy ?? '') ?? '',
    },
    previews,
    digest: digestOfMails(previews),
    recipients: await countRecipients(deps.db, slug),
    typed: sent?.typed ?? { kind: writtenKindOf(update), texts: update.texts },
    faults,
    mark: markFor(deps.sealing, signedIn.moderator.id),
    kept: sent?.kept ?? null,
    isBack: sent?.revision !== undefined,
    revision: sent?.revision ?? update.revision,
    said: saying ?? updateSayings.find(one => one === c.req.query('said')) ?? null,
  })
  return c.html(page, saying ? 409 : statusOf(faults))
}

const writtenKindOf = ({ kind }: Update): WrittenKind => writtenKinds.find(one => one === kind) ?? 'news'
