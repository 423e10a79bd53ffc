import { Hono } from 'hono'
import type { AppEnv } from '../http/env.ts'
import { htmlType } from '../http/html-type.ts'
import { heldStatement } from '../http/statement.ts'
import { isLanguage } from '../i18n/index.ts'
import { idParam, languageParam, paths } from '../paths.ts'
import { isId } from '../storage/keyset.ts'
import { ageOf, answerHeld, publicCaching } from './answer.ts'
import { firstPage } from './list-json.ts'
import { renderListPage } from './list-page.tsx'
import { isWholeList, readListQuery } from './list-query.ts'
import { findOne, searchList } from './search-list.ts'
import { renderSignatoryGone, renderSignatoryPage } from './signatory-page.tsx'

const pageSize = 50

/** The whole list and each of its signatories. */
export const listRoutes = new Hono<AppEnv>()
  .get(paths.signatories(languageParam, ':slug'), async c => {
    const { lang, slug } = c.req.param()
    const held = await heldStatement(c, slug)
    if (!held || !isLanguage(lang)) return c.notFound()
    const { config, publicDb } = c.var.deps
    const { statement, asOf } = held
    const asked = readListQuery(lang, c.req.query())
    const { query, after, fault } = asked
    if (isWholeList(query) && after === null) {
      const page = { ...firstPage(statement, pageSize), found: statement.count, more: false }
      return answerHeld(c, held, `list ${lang}`, htmlType, () =>
        renderListPage(config, lang, { statement, asOf, asked, page }),
      )
    }
    const isAsked = fault === null && (after === null || isId(after))
    const page = isAsked ? await searchList(publicDb, statement, query, after, pageSize) : null
    const status = fault ? 422 : page ? 200 : 410
    return c.html(renderListPage(config, lang, { statement, asOf, asked, page }), status, {
      'cache-control': publicCaching,
      ...ageOf(asOf),
    })
  })

  .get(paths.signatory(languageParam, ':slug', idParam), async c => {
    const { lang, slug, id } = c.req.param()
    const held = await heldStatement(c, slug)
    if (!held || !isLanguage(lang)) return c.notFound()
    const { config, publicDb } = c.var.deps
    const { statement } = held
    const found = await findOne(publicDb, statement, id)
    if (!found) return c.notFound()
    const headers = { 'cache-control': publicCaching, ...ageOf(held.asOf) }
    const place = { lang, statement, id }
    return found.kind === 'listed'
      ? c.html(renderSignatoryPage(config, place, found.signatory), 200, headers)
      : c.html(renderSignatoryGone(place, found.withdrawnOn), 410, headers)
  })
