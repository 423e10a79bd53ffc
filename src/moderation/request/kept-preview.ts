import { findSentForm, insertSentForm } from '../../storage/sent-forms.ts'
import { queueQueryIn, type RequestContext, withParameter } from './request-context.ts'

// What somebody typed and looks at before it is done stands on a page of its own: it can be loaded again, left and come
// back to.

/** The fields of a form as its sender's browser sent them. */
export type TypedFields = Record<string, unknown>

type KeptPreview = { lookAt: string; moderator: string; body: TypedFields }

const isKeptPreview = (content: unknown): content is KeptPreview =>
  typeof content === 'object' && content !== null && 'lookAt' in content

/**
 * Leads to the page of what was typed. Where it is too large to be kept, or too much is kept already, the answer is the
 * page.
 */
export async function leadToPreview(
  c: RequestContext,
  body: TypedFields,
  page: () => Promise<Response>,
): Promise<Response> {
  const { deps, signedIn } = c.var
  const preview: KeptPreview = { lookAt: c.req.path, moderator: signedIn.moderator.id, body }
  const token = await insertSentForm(deps.db, deps, preview)
  return token === null
    ? page()
    : c.redirect(c.req.path + withParameter(queueQueryIn(c), `look=${token}`), 303)
}

/** What this moderator typed on this page, by the token in its address; null where there is nothing, or no more. */
export async function openPreview(c: RequestContext): Promise<TypedFields | null> {
  const { deps, signedIn } = c.var
  const content = await findSentForm(deps.db, deps, c.req.query('look') ?? '')
  const isTheirs =
    isKeptPreview(content) && content.lookAt === c.req.path && content.moderator === signedIn.moderator.id
  return isTheirs ? content.body : null
}
