import { Hono } from 'hono'
import { isId } from '../../domain/uuid.ts'
import type { AppEnv } from '../../env.ts'
import { mediaTypes } from '../../formats/media-types.ts'
import { answerAnew } from '../../held/answer-anew.ts'
import { answerOnce } from '../../held/answer-once.ts'
import { cachingHeaders } from '../../held/caching.ts'
import { heldStatement } from '../../held/held-statements.ts'
import { type Slot, takeBeginning, takeSearch } from '../../held/slots.ts'
import { networkOfRequest } from '../../http/flood/flood-keys.ts'
import { live } from '../../http/security-headers.ts'
import { idParam, languageParam, paths } from '../../paths.ts'
import { renderListPage } from './list-page.tsx'
import { isBeginning, readListQuery } from './list-query.ts'
import { findOne, searchList } from './search-list.ts'
import { renderSignatoryGone, renderSignatoryPage } from './signatory-page.tsx'

const pageSize = 50

/** The whole list and each of its signatories. */
export const listRoutes = new Hono<AppEnv>()
  .get(paths.list.page(languageParam, ':slug'), async c => {
    const { deps, lang } = c.var
    const held = await heldStatement(c, c.req.param('slug'))
    if (!held) return c.notFound()
    const { statement, asOf } = held
    const request = readListQuery(lang, c.req.query())
    const { query, after, fault } = request
    const search = async (take: () => Slot) =>
      after === null || isId(after)
        ? searchList(deps.publicDb, held, query, { after, most: pageSize, take })
        : null

    if (isBeginning(request)) {
      c.set('pagePolicy', 'live')
      const name = `list ${lang} ${query.sort} ${query.country}`
      return answerOnce(c, held, { name, type: mediaTypes.html }, async () => {
        const page = await search(takeBeginning)
        return renderListPage(deps.config, lang, { statement, asOf, request, page })
      })
    }

    // What people type is without end, and so is where they go on: nothing of it is held.
    const page = fault === null ? await search(() => takeSearch(networkOfRequest(c))) : null
    const html = renderListPage(deps.config, lang, { statement, asOf, request, page })
    if (fault !== null) return c.html(html, 422)
    return page ? c.html(html, 200, cachingHeaders(held)) : c.html(html, 410)
  })

  .get(paths.list.signatory(languageParam, ':slug', idParam), live, async c => {
    const { deps, lang } = c.var
    const { slug, id } = c.req.param()
    const held = await heldStatement(c, slug)
    if (!held) return c.notFound()
    const { statement } = held
    const one = await findOne(deps.publicDb, statement, id)
    if (!one) return c.notFound()
    const address = { lang, statement, id }
    return one.kind === 'listed'
      ? answerAnew(c, held, renderSignatoryPage(deps.config, address, one.signatory))
      : c.html(renderSignatoryGone(address, one.withdrawnOn), 410)
  })
