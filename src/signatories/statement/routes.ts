import { Hono } from 'hono'
import { openness } from '../../domain/statement.ts'
import type { AppEnv } from '../../env.ts'
import { htmlType } from '../../http/html-type.ts'
import { live } from '../../http/middleware.ts'
import { heldStatement, heldStatements } from '../../held/held-statements.ts'
import { isLanguage, preferredLanguage } from '../../i18n/index.ts'
import { languageParam, paths } from '../../paths.ts'
import { answerHeld } from '../../held/cached-answer.ts'
import { listRoutes } from '../list/list-routes.ts'
import { renderStatementPage } from './statement-page.tsx'
import { textRoutes } from './text-routes.ts'

export const signatoryRoutes = new Hono<AppEnv>()
  .get(paths.home, async c => {
    const [featured] = await heldStatements(c)
    if (!featured) return c.notFound()
    c.header('vary', 'accept-language')
    return c.redirect(
      paths.statement.page(preferredLanguage(c.req.header('accept-language')), featured.statement.slug),
      302,
    )
  })

  .get(paths.start(languageParam), async c => {
    const lang = c.req.param('lang')
    const [featured] = await heldStatements(c)
    if (!featured || !isLanguage(lang)) return c.notFound()
    return c.redirect(paths.statement.page(lang, featured.statement.slug), 302)
  })

  .get(paths.statement.page(languageParam, ':slug'), live, async c => {
    const { lang, slug } = c.req.param()
    const held = await heldStatement(c, slug)
    if (!held || !isLanguage(lang)) return c.notFound()
    const { config, now } = c.var.deps
    const stands = openness(held.statement, now())
    return answerHeld(c, held, `page ${lang} ${stands}`, htmlType, () =>
      renderStatementPage(config, lang, { ...held, stands }),
    )
  })

  .route('/', listRoutes)
  .route('/', textRoutes)
