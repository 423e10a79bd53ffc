import { Hono } from 'hono'
import { slugFault, slugPattern } from '../../domain/statement.ts'
import { isId } from '../../domain/uuid.ts'
import type { DeskEnv } from '../../env.ts'
import { administratorsAnew } from '../../http/session.ts'
import { languageTyped } from '../../i18n/index.ts'
import { paths } from '../../paths.ts'
import { findListedStatements } from '../../storage/desk-statements.ts'
import { findDrafts } from '../../storage/drafts.ts'
import { findKeptWritings } from '../../storage/kept-writings.ts'
import { beginDraft } from './begin-draft.ts'
import { keptPath, renderStatementList } from './list-page.tsx'
import { type NewFaults, renderNewStatement } from './new-page.tsx'
import { markFor } from './writer-mark.ts'
import { keepFor, newIn, openKept, writersWithForm } from './writing-context.ts'

const pages = ['preview', 'publish', 'times', 'delete', 'updates'] as const

/** The list of statements, and the beginning of one. */
export const statementListRoutes = new Hono<DeskEnv>()
  .get(paths.desk.statements, ...administratorsAnew, async c => {
    const { deps, signedIn } = c.var
    const { at = '', page = '', kept: keptId = '', deleted } = c.req.query()
    const kept = await findKeptWritings(deps.db, signedIn.moderator.id, deps.now())
    // Where a fresh passkey or signing in leads back to: words of ours, never an address.
    const wanted = isId(keptId) ? kept.find(({ id }) => id === keptId) : undefined
    if (wanted) return c.redirect(keptPath(wanted.id, wanted.slug), 303)
    if (slugPattern.test(at)) {
      const known = pages.find(one => one === page)
      return c.redirect(known ? paths.desk.writing(at, known) : paths.desk.statement(at), 303)
    }
    const statements = await findListedStatements(deps.db, signedIn.moderator.language)
    const drafts = await findDrafts(deps.db)
    const list = { signedIn, statements, drafts, kept, deleted: deleted === 'yes', now: deps.now() }
    return c.html(renderStatementList(list))
  })

  .get(paths.desk.newStatement, ...administratorsAnew, async c => {
    const { deps, signedIn } = c.var
    const { kept = '' } = c.req.query()
    const sent = await openKept(c, 'new', kept)
    const { title = '', slug = '', language = '', from = null } = sent ?? {}
    // Of a draft that was deleted: its texts begin a new one.
    const texts = await openKept(c, 'draft', from ?? kept)
    return c.html(
      renderNewStatement({
        signedIn,
        mark: markFor(deps.sealing, signedIn.moderator.id),
        typed: {
          title,
          slug,
          language: language || (texts?.draft.defaultLanguage ?? signedIn.moderator.language),
        },
        faults: sent ? faultsOf(sent, c.req.query('taken') === 'yes') : {},
        kept: texts ? (from ?? kept) : null,
        withTexts: texts !== null,
      }),
    )
  })

  .post(paths.desk.newStatement, ...writersWithForm, async c => {
    const { deps, signedIn } = c.var
    const { id: by, timeZone } = signedIn.moderator
    const sent = newIn(await c.req.formData())
    const again = async (taken: boolean) => {
      const id = await keepFor(c, by, null, sent)
      return c.redirect(`${paths.desk.newStatement}?kept=${id}${taken ? '&taken=yes' : ''}`, 303)
    }
    const language = languageTyped(sent.language)
    if (Object.keys(faultsOf(sent, false)).length > 0 || language === null) return again(false)
    const { from } = sent
    const texts = await openKept(c, 'draft', from ?? undefined)
    const kept = from !== null && texts ? { id: from, draft: texts.draft } : null
    const { slug } = sent
    const begun = await beginDraft(deps, { slug, title: sent.title, language, by, timeZone, kept })
    return begun.ok ? c.redirect(paths.desk.statement(slug), 303) : again(true)
  })

function faultsOf(
  { title, slug, language }: { title: string; slug: string; language: string },
  isTaken: boolean,
): NewFaults {
  const wrongSlug = isTaken ? 'taken' : slugFault(slug)
  return {
    ...(title.trim() === '' && { title: 'required' as const }),
    ...(wrongSlug && { slug: wrongSlug }),
    ...(languageTyped(language) === null && { language: 'invalid' as const }),
  }
}
