import { Hono } from 'hono'
import { utcDate } from '../../domain/dates.ts'
import type { AppEnv } from '../../env.ts'
import { mediaTypes } from '../../formats/media-types.ts'
import { answerOnce } from '../../held/answer-once.ts'
import { cachingHeaders } from '../../held/caching.ts'
import { heldStatement } from '../../held/held-statements.ts'
import { answerStream } from '../../held/stream.ts'
import { languageParam, paths } from '../../paths.ts'
import { eachBatch } from '../list/each-batch.ts'
import { documentPieces } from './document-page.tsx'
import { versionOf } from './text-file.ts'
import { renderVersionPage } from './version-page.tsx'

/** The texts as such: earlier ones, the file that a hash is of, and the text with every name. */
export const textRoutes = new Hono<AppEnv>()
  .get(paths.statement.version(languageParam, ':slug', ':number{[1-9][0-9]{0,5}}'), async c => {
    const { deps, lang } = c.var
    const { slug, number } = c.req.param()
    const held = await heldStatement(c, slug)
    const version = held && versionOf(held.statement, Number(number))
    if (!version) return c.notFound()
    if (version.version === held.statement.version) {
      // For now: this will be the address of an earlier version one day.
      return c.redirect(paths.statement.page(lang, slug), 302)
    }
    const name = `version ${version.version} ${lang}`
    return answerOnce(c, held, { name, type: mediaTypes.html }, () =>
      renderVersionPage(deps.config, lang, held.statement, version),
    )
  })

  .get(paths.statement.version(languageParam, ':slug', ':file{[1-9][0-9]{0,5}\\.md}'), async c => {
    const { lang } = c.var
    const { slug, file } = c.req.param()
    const held = await heldStatement(c, slug)
    const version = held && versionOf(held.statement, Number.parseInt(file, 10))
    const text = version && [...version.texts, ...version.courtesy].find(({ language }) => language === lang)
    if (!version || !text) return c.notFound()
    c.header('content-disposition', `attachment; filename="${slug}-v${version.version}.${lang}.md"`)
    const name = `text ${version.version} ${lang}`
    return answerOnce(c, held, { name, type: mediaTypes.markdown }, () => text.markdown)
  })

  .get(paths.statement.document(languageParam, ':slug'), async c => {
    const { deps, lang } = c.var
    const held = await heldStatement(c, c.req.param('slug'))
    if (!held) return c.notFound()
    const { statement, asOf } = held
    const today = utcDate(asOf === null ? deps.now() : new Date(asOf))
    const headers = { 'content-type': mediaTypes.html, ...cachingHeaders(held) }
    return answerStream(c, headers, {
      event: 'document_broke_off',
      pieces: documentPieces(deps.config, lang, held, today, eachBatch(deps.publicDb, statement)),
      // The page's own beginning, what is held of the list, and what the database says of the rest.
      first: 3,
    })
  })
