import { Hono } from 'hono'
import type { AppEnv } from '../../env.ts'
import { currentSnapshot } from '../../held/held-statements.ts'
import { idParam, paths } from '../../paths.ts'
import { findSlug } from './search-list.ts'

/**
 * The address that is cited: to the signatory's page in the reader's language. One that has left has a page too, which
 * says so (410). No cache keeps the way, as it is another one for each language.
 */
export const permanentRoutes = new Hono<AppEnv>().get(paths.list.permanent(idParam), async c => {
  const { deps, lang } = c.var
  const { id } = c.req.param()
  const slug = await findSlug(deps.publicDb, await currentSnapshot(c), id)
  if (slug === null) return c.notFound()
  c.header('vary', 'accept-language')
  return c.redirect(paths.list.signatory(lang, slug, id), 302)
})
