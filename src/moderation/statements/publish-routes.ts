import { type Context, Hono } from 'hono'
import { checkDraft } from '../../domain/draft-check.ts'
import { digestOf, type PublishChoice } from '../../domain/publishing.ts'
import type { DeskEnv } from '../../env.ts'
import { formsOnly } from '../../http/bodies.ts'
import { isCountryCode } from '../../i18n/index.ts'
import { positiveNumber } from '../../organisations/form.ts'
import { paths, slugParam } from '../../paths.ts'
import { countAskedAnew, countSignatories, findPublished } from '../../storage/desk-statements.ts'
import { findDraft, type StoredDraft } from '../../storage/drafts.ts'
import { namesOfModerators } from '../../storage/moderators.ts'
import { publishingNeedsSecond } from '../../storage/site-settings.ts'
import { findRound, findTimes } from '../../storage/statement-times.ts'
import { agree, decline, publish } from './publish.ts'
import { type PublishView, publishRefusals, renderPublishPage } from './publish-page.tsx'
import { writersOf } from './writing-context.ts'

const page = (slug: string) => paths.desk.writing(slug, 'publish')

/** Publishing a draft: first what will happen, then that. */
export const publishRoutes = new Hono<DeskEnv>()
  .get(paths.desk.writing(slugParam, 'publish'), ...writersOf('publish'), async c => {
    const stored = await findDraft(c.var.deps.db, c.req.param('slug'))
    if (!stored) return c.notFound()
    const view = await viewOf(c, stored)
    return view ? c.html(renderPublishPage(view)) : c.redirect(pathOfFaults(stored.slug), 303)
  })

  .post(paths.desk.writing(slugParam, 'publish'), formsOnly, ...writersOf('publish'), async c => {
    const { deps, signedIn } = c.var
    const slug = c.req.param('slug')
    const by = signedIn.moderator.id
    const form = await c.req.formData()
    const field = (name: string) => String(form.get(name) ?? '')
    const revision = positiveNumber.catch(0).parse(field('revision'))
    const command = { slug, by, revision, digest: field('digest'), proposal: field('proposal') }
    const step = field('do')
    if (step === 'decline') {
      await decline(deps, command)
      return c.redirect(`${paths.desk.statement(slug)}?said=declined`, 303)
    }
    // What a version means for signatories nobody decides by leaving it as it was.
    if (step === 'publish' && field('asked') === 'change' && field('change') === '')
      return c.redirect(`${page(slug)}?refused=unchosen`, 303)
    const outcome = await (step === 'agree'
      ? agree(deps, command)
      : publish(deps, { ...command, choice: choiceIn(form) }))
    if (outcome.ok) {
      const { isPrivate } = await findRound(deps.db, slug)
      // The next step of a private round is its address, and then going public.
      return outcome.value === 'published' && isPrivate
        ? c.redirect(`${paths.desk.writing(slug, 'times')}?said=round`, 303)
        : c.redirect(`${paths.desk.statement(slug)}?said=${outcome.value}`, 303)
    }
    const { error } = outcome
    if (error.reason === 'unknown') return c.notFound()
    if (error.reason === 'incomplete') return c.redirect(pathOfFaults(slug), 303)
    const founder = error.reason === 'name_taken' ? `&founder=${error.key}` : ''
    return c.redirect(`${page(slug)}?refused=${error.reason}${founder}`, 303)
  })

const pathOfFaults = (slug: string) => `${paths.desk.statement(slug)}?check=yes`

const choiceIn = (form: FormData): PublishChoice => ({
  to: form.get('to') === 'private' ? 'private' : 'public',
  change: form.get('change') === 'editorial' ? 'editorial' : 'substantive',
  kept: form.getAll('kept').filter(value => typeof value === 'string'),
})

/** Null where the draft lacks something. */
async function viewOf(c: Context<DeskEnv>, stored: StoredDraft): Promise<PublishView | null> {
  const { deps, signedIn } = c.var
  const { slug, draft, revision, proposal } = stored
  const checked = checkDraft(draft, isCountryCode)
  if (!checked.ok) return null
  const names = await namesOfModerators(deps.db, deps.sealing, proposal ? [proposal.by] : [])
  const { refused, founder } = c.req.query()
  const reason = publishRefusals.find(one => one === refused)
  return {
    signedIn,
    slug,
    revision,
    digest: digestOf(draft),
    content: checked.value,
    published: await findPublished(deps.db, slug),
    needsSecond: await publishingNeedsSecond(deps.db),
    proposal: proposal && {
      ...proposal,
      name: names.get(proposal.by) ?? '',
      isOwn: proposal.by === signedIn.moderator.id,
    },
    closesAt: (await findTimes(deps.db, slug))?.closesAt ?? null,
    askedAnew: await countAskedAnew(deps.db, slug),
    signatories: await countSignatories(deps.db, slug),
    refused: reason ? { reason, name: draft.founders.find(({ key }) => key === founder)?.name ?? '' } : null,
  }
}
