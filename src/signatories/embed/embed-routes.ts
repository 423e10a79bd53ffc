import { Hono } from 'hono'
import { opennessOf } from '../../domain/statement-times.ts'
import type { AppEnv } from '../../env.ts'
import { mediaTypes } from '../../formats/media-types.ts'
import { answerOnce } from '../../held/answer-once.ts'
import { heldStatement } from '../../held/held-statements.ts'
import { embeddable } from '../../http/security-headers.ts'
import { languageParam, paths } from '../../paths.ts'
import { renderEmbed } from './embed-page.tsx'
import { themeIn } from './embed-theme.ts'

/** The one page that another site may frame. */
export const embedRoutes = new Hono<AppEnv>().get(
  paths.statement.embed(languageParam, ':slug'),
  embeddable,
  async c => {
    const { deps, lang } = c.var
    const held = await heldStatement(c, c.req.param('slug'))
    if (!held) return c.notFound()
    const { statement, asOf } = held
    const openness = opennessOf(statement, deps.now())
    const theme = themeIn(c.req.query('theme'))
    return answerOnce(c, held, { name: `embed ${lang} ${openness} ${theme}`, type: mediaTypes.html }, () =>
      renderEmbed(deps.config, lang, { statement, asOf, openness }, theme),
    )
  },
)
