import { Hono } from 'hono'
import type { AppEnv } from '../../env.ts'
import { htmlType } from '../../http/html-type.ts'
import { heldStatement } from '../../held/held-statements.ts'
import { isLanguage } from '../../i18n/index.ts'
import { idParam, languageParam, paths } from '../../paths.ts'
import { isId } from '../../storage/keyset.ts'
import { answerBeginning, cachingOf } from '../../held/cached-answer.ts'
import { renderListPage } from './list-page.tsx'
import { isBeginning, readListQuery } from './list-query.ts'
import { findOne, type ListPage, searchList, takeBeginning } from './search-list.ts'
import { renderSignatoryGone, renderSignatoryPage } from './signatory-page.tsx'

const pageSize = 50

/** The whole list and each of its signatories. */
export const listRoutes = new Hono<AppEnv>()
  .get(paths.list.page(languageParam, ':slug'), async c => {
    const { lang, slug } = c.req.param()
    const held = await heldStatement(c, slug)
    if (!held || !isLanguage(lang)) return c.notFound()
    const { config, publicDb } = c.var.deps
    const { statement, asOf } = held
    const asked = readListQuery(lang, c.req.query())
    const { query, after, fault } = asked
    const take = isBeginning(asked) ? takeBeginning : undefined
    const find = async () =>
      after === null || isId(after) ? searchList(publicDb, statement, query, after, pageSize, take) : null
    const render = (page: ListPage | null) => renderListPage(config, lang, { statement, asOf, asked, page })
    // What people type is without end, and so is where they go on.
    if (isBeginning(asked)) {
      c.set('page', 'live')
      const variant = `list ${lang} ${query.sort} ${query.country}`
      return answerBeginning(c, held, variant, htmlType, async () => render(await find()))
    }
    const page = fault === null ? await find() : null
    const status = fault ? 422 : page ? 200 : 410
    return c.html(render(page), status, cachingOf(asOf))
  })

  .get(paths.list.signatory(languageParam, ':slug', idParam), async c => {
    const { lang, slug, id } = c.req.param()
    const held = await heldStatement(c, slug)
    if (!held || !isLanguage(lang)) return c.notFound()
    const { config, publicDb } = c.var.deps
    const { statement } = held
    const found = await findOne(publicDb, statement, id)
    if (!found) return c.notFound()
    const headers = cachingOf(held.asOf)
    const place = { lang, statement, id }
    return found.kind === 'listed'
      ? c.html(renderSignatoryPage(config, place, found.signatory), 200, headers)
      : c.html(renderSignatoryGone(place, found.withdrawnOn), 410, headers)
  })
