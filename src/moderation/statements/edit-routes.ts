import { type Context, Hono } from 'hono'
import * as z from 'zod'
import { composeText, type Draft } from '../../domain/draft.ts'
import { checkDraft } from '../../domain/draft-check.ts'
import { largestWriting, longestStatementText } from '../../domain/limits.ts'
import type { DeskEnv } from '../../env.ts'
import { formsOnly, jsonUpTo } from '../../http/bodies.ts'
import { requireAdministrator, requireModerator } from '../../http/session.ts'
import { isCountryCode } from '../../i18n/index.ts'
import { positiveNumber } from '../../organisations/form.ts'
import { paths, slugParam } from '../../paths.ts'
import { renderTextPreview } from '../../signatories/statement/preview-page.tsx'
import { findFoundedKeys, findListedStatements, findPublished } from '../../storage/desk-statements.ts'
import { findDraft, type StoredDraft } from '../../storage/drafts.ts'
import { namesOfModerators } from '../../storage/moderators.ts'
import { removeDraft } from './delete-draft.ts'
import { renderDeletePage } from './delete-page.tsx'
import { renderEditPage } from './edit-page.tsx'
import { type EditView, writingSayings } from './edit-view.ts'
import { renderFilesPage } from './files-page.tsx'
import { saveDraft } from './save-draft.ts'
import { markFor } from './writer-mark.ts'
import { keepFor, keptDraft, newKey, openKept, writersOf, writersWithForm } from './writing-context.ts'
import { readWriting, type Writing } from './writing-form.ts'

const liveForm = z.object({
  title: z.string().max(2000),
  addressees: z.string().max(20_000),
  body: z.string().max(4 * longestStatementText),
})

/** Writing a statement of the desk. */
export const editRoutes = new Hono<DeskEnv>()
  .get(paths.desk.statement(slugParam), ...writersOf(''), async c => {
    const slug = c.req.param('slug')
    const update = await openKept(c, 'update', c.req.query('kept'))
    if (update) return c.redirect(keptUpdatePath(slug, update.update, c.req.query('kept') ?? ''), 303)
    const stored = await findDraft(c.var.deps.db, slug)
    if (stored) return c.html(renderEditPage(await viewOf(c, stored)))
    const known = (await findListedStatements(c.var.deps.db, c.var.signedIn.moderator.language)).find(
      one => one.slug === slug,
    )
    if (known) return c.html(renderFilesPage(c.var.signedIn, known))
    // Of a draft that somebody deleted: what was written for it can begin another one.
    const { kept } = c.req.query()
    if (await openKept(c, 'draft', kept)) return c.redirect(`${paths.desk.newStatement}?kept=${kept}`, 303)
    return c.notFound()
  })

  .post(paths.desk.statement(slugParam), ...writersWithForm, async c => {
    const { deps, signedIn } = c.var
    const slug = c.req.param('slug')
    const by = signedIn.moderator.id
    const writing = readWriting(await c.req.formData(), newKey(c))
    const removed = writing.removed && keptDraft(writing.removed, writing.revision)
    const saved = await saveDraft(deps, { slug, by, ...writing, removed })
    if (saved.ok) return c.redirect(pathAfter(slug, writing), 303)
    const { draft, revision } = writing
    const id = await keepFor(c, by, slug, keptDraft(draft, revision))
    return c.redirect(`${paths.desk.statement(slug)}?kept=${id}`, 303)
  })

  // Whoever writes for long has no fresh passkey: this reads nothing and stores nothing.
  .post(
    paths.desk.writing(slugParam, 'live'),
    jsonUpTo(largestWriting),
    requireModerator,
    requireAdministrator,
    async c => {
      const text = liveForm.safeParse(await c.req.json().catch(() => null))
      if (!text.success) return c.json({ error: 'invalid' }, 400)
      const stored = await findDraft(c.var.deps.db, c.req.param('slug'))
      const html = renderTextPreview(text.data.title, composeText(text.data))
      return c.json({ html, revision: stored?.revision ?? 0 })
    },
  )

  .get(paths.desk.writing(slugParam, 'delete'), ...writersOf('delete'), async c => {
    const stored = await findDraft(c.var.deps.db, c.req.param('slug'))
    return stored ? c.html(renderDeletePage(c.var.signedIn, stored)) : c.notFound()
  })

  .post(paths.desk.writing(slugParam, 'delete'), formsOnly, ...writersOf('delete'), async c => {
    const { deps, signedIn } = c.var
    const slug = c.req.param('slug')
    const { revision } = await c.req.parseBody()
    const shown = positiveNumber.catch(0).parse(String(revision))
    const isGone = await removeDraft(deps, { slug, revision: shown, by: signedIn.moderator.id })
    if (isGone) return c.redirect(`${paths.desk.statements}?deleted=yes`, 303)
    return c.redirect(`${paths.desk.statement(slug)}?said=deleted-not`, 303)
  })

/** Where an update that was kept comes back. */
const keptUpdatePath = (slug: string, update: string | null, kept: string): string =>
  `${update === null ? paths.desk.writing(slug, 'updates') : paths.desk.update(slug, update)}?kept=${kept}`

/** Where a form leads that was saved. */
function pathAfter(slug: string, { step, added, refusedLanguage }: Writing): string {
  if (step !== 'save') return paths.desk.writing(slug, step)
  const refused =
    refusedLanguage === null ? '' : `&language=${encodeURIComponent(refusedLanguage.slice(0, 60))}#language`
  return `${paths.desk.statement(slug)}?said=saved${refused}${added === null ? '' : `#${added}`}`
}

/** What the top of the page says; nothing of success where something was refused: the summary says that. */
function saidOf(
  said: string | undefined,
  { isGone, isRefused }: { isGone: boolean; isRefused: boolean },
): EditView['said'] {
  if (isGone) return 'gone'
  return isRefused ? null : (writingSayings.find(one => one === said) ?? null)
}

/** A draft as it stands, or as it was kept, for its form. */
async function viewOf(c: Context<DeskEnv>, stored: StoredDraft): Promise<EditView> {
  const { deps, signedIn } = c.var
  const { kept: id, said, language, check } = c.req.query()
  const kept = await openKept(c, 'draft', id)
  const draft: Draft = kept?.draft ?? stored.draft
  const { slug, revision } = stored
  const names = await namesOfModerators(deps.db, deps.sealing, [stored.savedBy])
  const checked = checkDraft(draft, isCountryCode)
  return {
    signedIn,
    mark: markFor(deps.sealing, signedIn.moderator.id),
    slug,
    draft,
    revision,
    saved: { by: names.get(stored.savedBy) ?? '', at: stored.savedAt },
    published: await findPublished(deps.db, slug),
    isProposed: stored.proposal !== null,
    founded: await findFoundedKeys(deps.db, slug),
    faults: checked.ok ? [] : checked.error,
    showsMissing: check === 'yes',
    said: saidOf(said, { isGone: kept === null && id !== undefined, isRefused: language !== undefined }),
    kept: kept && { id: id ?? '', theirs: kept.revision === revision ? null : stored.draft },
    refusedLanguage: language ?? null,
  }
}
