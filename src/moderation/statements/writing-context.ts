import type { Context } from 'hono'
import { createMiddleware } from 'hono/factory'
import type { Draft } from '../../domain/draft.ts'
import { largestWriting } from '../../domain/limits.ts'
import { isId } from '../../domain/uuid.ts'
import type { AppEnv, DeskEnv } from '../../env.ts'
import { formsOnly, formsUpTo } from '../../http/bodies.ts'
import { answerSignedOut } from '../../http/desk-faults.tsx'
import {
  requireAdministrator,
  requireFreshPasskeyKeeping,
  requireModerator,
  signInPath,
} from '../../http/session.ts'
import { findKeptWriting, keepWriting } from '../../storage/kept-writings.ts'
import { encodeToken } from '../../storage/tokens.ts'
import { readUpdateForm, revisionIn, type TypedUpdate } from '../updates/update-form.ts'
import { writerOf } from './writer-mark.ts'
import { fieldsOf, readWriting } from './writing-form.ts'

// Nothing that somebody wrote is lost: what cannot be taken is kept, sealed, for its writer alone, and comes back.

/**
 * What is kept: a form of a draft, or of an update; the form that begins a draft; the token of a link that is shown
 * once.
 */
export type KeptContent =
  | { kind: 'draft'; draft: Draft; revision: number }
  | { kind: 'update'; update: string | null; typed: TypedUpdate; revision: number }
  | { kind: 'new'; title: string; slug: string; language: string; from: string | null }
  | { kind: 'link'; token: string }

export const keptDraft = (draft: Draft, revision: number): KeptContent => ({ kind: 'draft', draft, revision })

type AnyContext = Context<AppEnv> | Context<DeskEnv>

/** Keeps something for an administrator; gives its id. */
export const keepFor = (
  c: AnyContext,
  moderatorId: string,
  slug: string | null,
  content: KeptContent,
): Promise<string> =>
  c.var.deps.db.transaction(tx => keepWriting(tx, c.var.deps, { moderatorId, slug, content }))

/** What is kept under an id of one kind, of whoever is signed in; null once it is gone. */
export async function openKept<K extends KeptContent['kind']>(
  c: Context<DeskEnv>,
  kind: K,
  id: string | undefined,
): Promise<Extract<KeptContent, { kind: K }> | null> {
  if (id === undefined || !isId(id)) return null
  const { deps, signedIn } = c.var
  const kept = await findKeptWriting(deps.db, deps, { id, moderatorId: signedIn.moderator.id })
  const content = kept?.content as KeptContent | undefined
  return content?.kind === kind ? (content as Extract<KeptContent, { kind: K }>) : null
}

/** A name for a founding signatory, for good. */
export const newKey = (c: AnyContext) => (): string =>
  `desk-${encodeToken(c.var.deps.random(9)).toLowerCase().replace(/_/g, '-')}`

/** Keeps the form that was sent: of a draft, or of a new one. */
async function keepForm(c: AnyContext, writer: string): Promise<string> {
  const form = await c.req.formData()
  const slug = c.req.param('slug')
  if (slug === undefined) return keepFor(c, writer, null, newIn(form))
  const { draft, revision } = readWriting(form, newKey(c))
  return keepFor(c, writer, slug, keptDraft(draft, revision))
}

/** The same of an update, or of a new one. */
async function keepUpdateForm(c: AnyContext, writer: string): Promise<string> {
  const form = await c.req.formData()
  const { slug = null, update = null } = c.req.param() as { slug?: string; update?: string }
  return keepFor(c, writer, slug, {
    kind: 'update',
    update,
    typed: readUpdateForm(form),
    revision: revisionIn(form),
  })
}

/** The form that begins a draft. */
export function newIn(form: FormData): Extract<KeptContent, { kind: 'new' }> {
  const field = fieldsOf(form)
  return {
    kind: 'new',
    title: field('title').slice(0, 2000),
    slug: field('slug').trim().slice(0, 200),
    language: field('language').slice(0, 200),
    from: field('kept') || null,
  }
}

/** Whoever writes longer than the session lasts finds what they wrote after signing in. */
const keepFromSignedOut = (keep: (c: AnyContext, writer: string) => Promise<string>) =>
  createMiddleware<AppEnv>(async (c, next) => {
    await next()
    if (c.res.status !== 401) return
    const writer = writerOf(c.var.deps.sealing, await c.req.formData())
    if (writer === null) return
    const kept = await keep(c, writer)
    c.res = undefined
    c.res = await answerSignedOut(c, signInPath('statements', [['kept', kept]]))
  })

/** Who may read and write a statement, for a page of it, to which the passkey leads back. */
export const writersOf = (page: string) =>
  [
    requireModerator,
    requireAdministrator,
    requireFreshPasskeyKeeping(c => [
      ['at', c.req.param('slug') ?? ''],
      ['page', page],
      ['kept', c.req.query('kept') ?? ''],
    ]),
  ] as const

/** The same for a form of all that a statement says: nothing of it is lost at any of the gates. */
export const writersWithForm = [
  formsUpTo(largestWriting),
  keepFromSignedOut(keepForm),
  requireModerator,
  requireAdministrator,
  requireFreshPasskeyKeeping(async c => [['kept', await keepForm(c, c.var.signedIn.moderator.id)]]),
] as const

/** The same for a form of an update, which needs no fresh passkey: nobody is mailed by it. */
export const writersOfUpdates = [
  formsOnly,
  keepFromSignedOut(keepUpdateForm),
  requireModerator,
  requireAdministrator,
] as const
