import { Hono } from 'hono'
import { openness } from '../../domain/statement.ts'
import type { AppEnv } from '../../env.ts'
import { htmlType } from '../../http/html-type.ts'
import { embeddable } from '../../http/middleware.ts'
import { heldStatement } from '../../held/held-statements.ts'
import { isLanguage } from '../../i18n/index.ts'
import { languageParam, paths } from '../../paths.ts'
import { answerHeld } from '../../held/cached-answer.ts'
import { renderEmbed } from './embed-page.tsx'

/** The one page that another site may frame. */
export const embedRoutes = new Hono<AppEnv>().get(
  paths.statement.embed(languageParam, ':slug'),
  embeddable,
  async c => {
    const { lang, slug } = c.req.param()
    const held = await heldStatement(c, slug)
    if (!held || !isLanguage(lang)) return c.notFound()
    const { config, now } = c.var.deps
    const stands = openness(held.statement, now())
    return answerHeld(c, held, `embed ${lang} ${stands}`, htmlType, () =>
      renderEmbed(config, lang, { ...held, stands }),
    )
  },
)
