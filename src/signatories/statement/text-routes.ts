import { Hono } from 'hono'
import { utcDate } from '../../domain/endorsement.ts'
import type { AppEnv } from '../../env.ts'
import { htmlType } from '../../http/html-type.ts'
import { heldStatement } from '../../held/held-statements.ts'
import { isLanguage } from '../../i18n/index.ts'
import { languageParam, paths } from '../../paths.ts'
import { answerHeld, cachingOf } from '../../held/cached-answer.ts'
import { documentPieces } from './document-page.tsx'
import { eachBatch } from '../list/search-list.ts'
import { answerInPieces } from '../../held/stream.ts'
import { versionOf } from './text-file.ts'
import { renderVersionPage } from './version-page.tsx'

/** The texts as such: earlier ones, the file that a hash is of, and the text with every name. */
export const textRoutes = new Hono<AppEnv>()
  .get(paths.statement.version(languageParam, ':slug', ':number{[1-9][0-9]{0,5}}'), async c => {
    const { lang, slug, number } = c.req.param()
    const held = await heldStatement(c, slug)
    const version = held && versionOf(held.statement, Number(number))
    if (!version || !isLanguage(lang)) return c.notFound()
    if (version.version === held.statement.version) {
      // For now: this will be the address of an earlier version one day.
      return c.redirect(paths.statement.page(lang, slug), 302)
    }
    const { config } = c.var.deps
    return answerHeld(c, held, `version ${version.version} ${lang}`, htmlType, () =>
      renderVersionPage(config, lang, held.statement, version),
    )
  })

  .get(paths.statement.version(languageParam, ':slug', ':file{[1-9][0-9]{0,5}\\.md}'), async c => {
    const { lang, slug, file } = c.req.param()
    const held = await heldStatement(c, slug)
    const version = held && versionOf(held.statement, Number.parseInt(file, 10))
    const text = version?.texts.find(({ language }) => language === lang)
    if (!version || !text) return c.notFound()
    c.header('content-disposition', `attachment; filename="${slug}-v${version.version}.${lang}.md"`)
    const variant = `text ${version.version} ${lang}`
    return answerHeld(c, held, variant, 'text/markdown; charset=utf-8', () => text.markdown)
  })

  .get(paths.statement.document(languageParam, ':slug'), async c => {
    const { lang, slug } = c.req.param()
    const held = await heldStatement(c, slug)
    if (!held || !isLanguage(lang)) return c.notFound()
    const { config, publicDb, now } = c.var.deps
    const today = utcDate(held.asOf === null ? now() : new Date(held.asOf))
    const pieces = documentPieces(config, lang, held, today, eachBatch(publicDb, held.statement))
    // The page's own beginning, what is held of the list, and what the database says of the rest.
    const headers = { 'content-type': htmlType, ...cachingOf(held.asOf) }
    return answerInPieces(c, headers, 'document_broke_off', pieces, 3)
  })
