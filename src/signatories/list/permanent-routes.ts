import type { Context } from 'hono'
import { Hono } from 'hono'
import type { AppEnv } from '../../env.ts'
import { currentSnapshot, heldStatement } from '../../held/held-statements.ts'
import { anyCaseIdParam, paths } from '../../paths.ts'
import { isAway } from '../../storage/pg-errors.ts'
import { findStatementOf } from '../../storage/signatory-list.ts'
import { heldOne } from './search-list.ts'

/**
 * The address that is cited: to the signatory's page in the reader's language. One that has left has a page too, which
 * says so (410). No cache keeps the way, as it is another one for each language.
 */
export const permanentRoutes = new Hono<AppEnv>().get(paths.list.permanent(anyCaseIdParam), async c => {
  const { lang } = c.var
  const id = c.req.param('id').toLowerCase()
  const slug = await findSlug(c, id)
  if (slug === null) return c.notFound()
  c.header('vary', 'accept-language')
  return c.redirect(paths.list.signatory(lang, slug, id), 302)
})

/** Lists that are looked through while the database is away: the first ones, so that an id costs no more than that. */
const mostLookedThrough = 10

/** The slug of the statement on whose list an id stands, or stood; null for nobody that was ever on one. */
async function findSlug(c: Context<AppEnv>, id: string): Promise<string | null> {
  try {
    return await findStatementOf(c.var.deps.publicDb, id)
  } catch (error) {
    if (!isAway(error)) throw error
    const { statements } = await currentSnapshot(c)
    for (const { slug } of statements.slice(0, mostLookedThrough)) {
      const held = await heldStatement(c, slug)
      if (held && heldOne(held.statement, id)) return slug
    }
    throw error
  }
}
