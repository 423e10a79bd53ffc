import { type Context, Hono } from 'hono'
import { opennessOf } from '../../domain/statement-times.ts'
import type { AppEnv } from '../../env.ts'
import { mediaTypes } from '../../formats/media-types.ts'
import { answerOnce } from '../../held/answer-once.ts'
import { currentSnapshot } from '../../held/held-statements.ts'
import { live } from '../../http/security-headers.ts'
import { languageParam, paths } from '../../paths.ts'
import { renderHomePage } from './home-page.tsx'

/** What stands at the site's own address: the only statement, or the page that lists all. */
export const homeRoutes = new Hono<AppEnv>()
  .get(paths.home, async c => {
    c.header('vary', 'accept-language')
    const { statements } = await currentSnapshot(c)
    return statements.length > 1 ? c.redirect(paths.start(c.var.lang), 302) : leadToOnly(c)
  })

  .get(paths.start(languageParam), live, async c => {
    const { deps, lang } = c.var
    const snapshot = await currentSnapshot(c)
    if (snapshot.statements.length < 2) return leadToOnly(c)
    const now = deps.now()
    const listed = snapshot.statements.map(statement => ({
      statement,
      openness: opennessOf(statement, now),
    }))
    // Which are open changes with the time alone.
    const name = `home ${lang} ${listed.map(({ openness }) => openness[0]).join('')}`
    return answerOnce(c, snapshot, { name, type: mediaTypes.html }, () =>
      renderHomePage(deps.config, lang, { listed, snapshot }),
    )
  })

async function leadToOnly(c: Context<AppEnv>): Promise<Response> {
  const [only] = (await currentSnapshot(c)).statements
  return only ? c.redirect(paths.statement.page(c.var.lang, only.slug), 302) : c.notFound()
}
