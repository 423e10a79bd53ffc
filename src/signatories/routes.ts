import { zValidator } from '@hono/zod-validator'
import { Hono } from 'hono'
import type { AppEnv } from '../http/env.ts'
import { heldStatement, heldStatements } from '../http/statement.ts'
import { isLanguage, preferredLanguage } from '../i18n/index.ts'
import { languageParam, paths } from '../paths.ts'
import { answerHeld, jsonType, publicCaching } from './answer.ts'
import { pageQuery } from './api.ts'
import { defaultLimit, listCsv, listPage, maxLimit } from './list.ts'
import { renderStatementPage } from './page.tsx'

export const signatoryRoutes = new Hono<AppEnv>()
  .get(paths.home, async c => {
    const [featured] = await heldStatements(c)
    if (!featured) return c.notFound()
    c.header('vary', 'accept-language')
    return c.redirect(
      paths.statement(preferredLanguage(c.req.header('accept-language')), featured.statement.slug),
      302,
    )
  })

  .get(paths.statement(languageParam, ':slug'), async c => {
    const { lang, slug } = c.req.param()
    const held = await heldStatement(c, slug)
    if (!held || !isLanguage(lang)) return c.notFound()
    const { config } = c.var.deps
    return answerHeld(c, held, `page ${lang}`, 'text/html; charset=utf-8', () =>
      renderStatementPage(config, lang, held.statement),
    )
  })

  .get(paths.apiSignatories(':slug'), zValidator('query', pageQuery, refuseQuery), async c => {
    const held = await heldStatement(c, c.req.param('slug'))
    if (!held) return c.notFound()
    const { after, limit } = c.req.valid('query')
    if (after === undefined && limit === undefined) {
      return answerHeld(c, held, 'json', jsonType, () =>
        JSON.stringify(listPage(held.statement, undefined, defaultLimit)),
      )
    }
    const page = listPage(held.statement, after, limit ?? defaultLimit)
    if (!page)
      return c.json({ error: { status: 410, message: 'after: this signatory is not on the list' } }, 410)
    return c.json(page, 200, { 'cache-control': publicCaching })
  })

  .get(paths.apiSignatoriesCsv(':slug'), async c => {
    const held = await heldStatement(c, c.req.param('slug'))
    if (!held) return c.notFound()
    c.header('content-disposition', `attachment; filename="${held.statement.slug}-signatories.csv"`)
    return answerHeld(c, held, 'csv', 'text/csv; charset=utf-8', () => listCsv(held.statement))
  })

function refuseQuery(result: { success: boolean }, c: { json: (body: unknown, status: 400) => Response }) {
  if (result.success) return
  return c.json({ error: { status: 400, message: `limit: 1 to ${maxLimit}; after: a signatory's id` } }, 400)
}
