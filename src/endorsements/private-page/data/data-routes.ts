import { Hono } from 'hono'
import type { AppEnv } from '../../../env.ts'
import { mediaTypes } from '../../../formats/media-types.ts'
import { languageParam, paths } from '../../../paths.ts'
import { describeData } from './data-schema.ts'
import { loadData } from './load-data.ts'

/** All that is held about a representative, as a file for them alone, and what describes it, which is for everybody. */
export const dataRoutes = new Hono<AppEnv>()
  .get(paths.endorsement.data(languageParam, ':token'), async c => {
    const { deps, lang } = c.var
    const token = c.req.param('token')
    const data = await loadData(deps, token, c.var.placeOf)
    // The page at the link says why not.
    if (!data.ok) {
      return c.redirect(paths.endorsement.privatePage(lang, encodeURIComponent(token)), 303)
    }
    return c.body(JSON.stringify(data.value, null, 2), 200, {
      'content-type': mediaTypes.json,
      'content-disposition': 'attachment; filename="countersign-data.json"',
      'cache-control': 'no-store',
      'x-robots-tag': 'noindex, nofollow',
    })
  })

  .get(paths.api.representativeData, c => {
    const schema = describeData(c.var.deps.config.publicUrl + paths.api.representativeData)
    return c.body(JSON.stringify(schema), 200, { 'content-type': mediaTypes.jsonSchema })
  })
