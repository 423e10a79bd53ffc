import { Hono } from 'hono'
import type { AppEnv } from '../../env.ts'
import { mediaTypes } from '../../formats/media-types.ts'
import { cachingHeaders, matchesTag } from '../../held/caching.ts'
import { heldStatement } from '../../held/held-statements.ts'
import { answerStream } from '../../held/stream.ts'
import { languageParam, paths } from '../../paths.ts'
import { eachFinalEntry, findCanonical } from '../../storage/final-lists.ts'
import { finalNamesPieces } from './final-names.ts'
import { finalPieces } from './final-page.tsx'

/** The list as it stood at the close: for people, its bytes, and the names that belong to these. */
export const finalRoutes = new Hono<AppEnv>()
  .get(paths.statement.final(languageParam, ':slug'), async c => {
    const { deps, lang } = c.var
    const held = await heldStatement(c, c.req.param('slug'))
    const final = held?.statement.final
    if (!held || !final) return c.notFound()
    const { statement } = held
    const headers = { 'content-type': mediaTypes.html, ...cachingHeaders(held) }
    return answerStream(c, headers, {
      event: 'final_list_broke_off',
      pieces: finalPieces(
        deps.config,
        lang,
        { statement, final },
        eachFinalEntry(deps.publicDb, statement.slug),
      ),
      // The page's own beginning, and what the database says first.
      first: 2,
    })
  })

  .get(paths.api.final(':slug'), async c => {
    const held = await heldStatement(c, c.req.param('slug'))
    if (!held?.statement.final) return c.notFound()
    const { slug, final } = held.statement
    const etag = `"${final.sha256}"`
    const headers = { etag, ...cachingHeaders(held) }
    // A frozen list never changes: whoever has it costs no look into the database.
    if (matchesTag(c.req.header('if-none-match'), etag)) return c.body(null, 304, headers)
    const canonical = await findCanonical(c.var.deps.publicDb, slug)
    return canonical === null
      ? c.notFound()
      : c.body(canonical, 200, { 'content-type': mediaTypes.json, ...headers })
  })

  .get(paths.api.finalNames(':slug'), async c => {
    const { deps } = c.var
    const held = await heldStatement(c, c.req.param('slug'))
    const final = held?.statement.final
    if (!held || !final) return c.notFound()
    const { slug } = held.statement
    return answerStream(
      c,
      { 'content-type': mediaTypes.json, ...cachingHeaders(held) },
      {
        event: 'final_names_broke_off',
        pieces: finalNamesPieces(slug, final, eachFinalEntry(deps.publicDb, slug)),
        first: 2,
      },
    )
  })
