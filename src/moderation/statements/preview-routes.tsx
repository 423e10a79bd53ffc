import { type Context, Hono } from 'hono'
import { isLanguage } from '../../domain/language.ts'
import type { AppEnv, DeskEnv } from '../../env.ts'
import { formsOnly } from '../../http/bodies.ts'
import { type Language, translator } from '../../i18n/index.ts'
import { languageParam, paths, slugParam } from '../../paths.ts'
import { type PreviewProps, renderPreviewPage } from '../../signatories/statement/preview-page.tsx'
import { findDraft, findPreviewed, type StoredDraft } from '../../storage/drafts.ts'
import { latestVersion } from '../../storage/statements.ts'
import { previewedOf } from './draft-preview.ts'
import { endPreviewLink, makePreviewLink } from './preview-link.ts'
import { PreviewNotice } from './preview-notice.tsx'
import { keepFor, openKept, writersOf } from './writing-context.ts'

/** A draft as its readers will have it, at the desk. */
export const previewRoutes = new Hono<DeskEnv>()
  .get(paths.desk.writing(slugParam, 'preview'), ...writersOf('preview'), async c => {
    const { deps, signedIn } = c.var
    const stored = await findDraft(deps.db, c.req.param('slug'))
    if (!stored) return c.notFound()
    const { slug, previewUntil } = stored
    const { lang = '', link, text } = c.req.query()
    const made = await openKept(c, 'link', link)
    const { language, timeZone } = signedIn.moderator
    const until = previewUntil !== null && previewUntil > deps.now() ? previewUntil : null
    const shownIn = isLanguage(lang) ? lang : language
    const address = made && deps.config.publicUrl + paths.preview(shownIn, made.token)
    const notice = (
      <PreviewNotice lang={language} timeZone={timeZone} slug={slug} until={until} link={until && address} />
    )
    const path = (other: Language, tag?: string) =>
      `${paths.desk.writing(slug, 'preview')}?${new URLSearchParams({ lang: other, ...(tag && { text: tag }) })}`
    return c.html(await previewPage(c, stored, { lang: shownIn, notice, tag: text, path }))
  })

  .post(paths.desk.writing(slugParam, 'preview-link'), formsOnly, ...writersOf('preview'), async c => {
    const { deps, signedIn } = c.var
    const command = { slug: c.req.param('slug'), by: signedIn.moderator.id }
    const preview = paths.desk.writing(command.slug, 'preview')
    const { do: step } = await c.req.parseBody()
    if (step === 'end') {
      await endPreviewLink(deps, command)
      return c.redirect(preview, 303)
    }
    const token = await makePreviewLink(deps, command)
    if (token === null) return c.notFound()
    const id = await keepFor(c, command.by, null, { kind: 'link', token })
    return c.redirect(`${preview}?link=${id}`, 303)
  })

/** The same for whoever of the team has the link: it is read, and nothing else. */
export const previewLinkRoutes = new Hono<AppEnv>().get(paths.preview(languageParam, ':token'), async c => {
  const { deps, lang } = c.var
  const token = c.req.param('token')
  const stored = await findPreviewed(deps.db, token, deps.now())
  if (!stored) return c.notFound()
  const notice = <p>{translator(lang)('write.preview.team')}</p>
  c.header('x-robots-tag', 'noindex')
  const path = (other: Language, tag?: string) =>
    paths.preview(other, token) + (tag === undefined ? '' : `?${new URLSearchParams({ text: tag })}`)
  return c.html(await previewPage(c, stored, { lang, notice, tag: c.req.query('text'), path }))
})

type Shown = Pick<PreviewProps, 'lang' | 'notice' | 'tag' | 'path'>

async function previewPage(
  c: Context<AppEnv> | Context<DeskEnv>,
  { slug, draft }: StoredDraft,
  shown: Shown,
): Promise<string> {
  const version = (await latestVersion(c.var.deps.db, slug)) ?? 0
  const untitled = translator(shown.lang)('write.untitled')
  return renderPreviewPage({ ...shown, statement: previewedOf(draft, { untitled, version: version + 1 }) })
}
