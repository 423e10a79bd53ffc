import { Hono } from 'hono'
import { opennessOf } from '../../domain/statement-times.ts'
import type { AppEnv } from '../../env.ts'
import { mediaTypes } from '../../formats/media-types.ts'
import { answerOnce } from '../../held/answer-once.ts'
import { heldStatement } from '../../held/held-statements.ts'
import { live } from '../../http/security-headers.ts'
import { languageParam, paths } from '../../paths.ts'
import { renderStatementPage } from './statement-page.tsx'

/** The statement. */
export const statementRoutes = new Hono<AppEnv>().get(
  paths.statement.page(languageParam, ':slug'),
  live,
  async c => {
    const { deps, lang } = c.var
    const held = await heldStatement(c, c.req.param('slug'))
    if (!held) return c.notFound()
    const { statement, asOf } = held
    const openness = opennessOf(statement, deps.now())
    return answerOnce(c, held, { name: `page ${lang} ${openness}`, type: mediaTypes.html }, () =>
      renderStatementPage(deps.config, lang, { statement, asOf, openness }),
    )
  },
)
