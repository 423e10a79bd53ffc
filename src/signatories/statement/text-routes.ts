import { type Context, Hono } from 'hono'
import { utcDate } from '../../domain/dates.ts'
import { opennessOf } from '../../domain/statement-times.ts'
import type { AppEnv } from '../../env.ts'
import { mediaTypes } from '../../formats/media-types.ts'
import { answerOnce } from '../../held/answer-once.ts'
import { cachingHeaders } from '../../held/caching.ts'
import { heldStatement } from '../../held/held-statements.ts'
import { answerStream } from '../../held/stream.ts'
import { networkOfRequest } from '../../http/flood/flood-keys.ts'
import { languageParam, paths, tagFileParam, tagParam } from '../../paths.ts'
import { eachBatch } from '../list/each-batch.ts'
import { documentPieces } from './document-page.tsx'
import { shownText, textOf } from './statement-text.tsx'
import { versionOf } from './text-file.ts'
import { renderTextPage } from './text-page.tsx'
import { renderVersionPage } from './version-page.tsx'

/** A version's text in one language, byte for byte. */
async function answerFile(c: Context<AppEnv>, slug: string, number: number, tag: string): Promise<Response> {
  const held = await heldStatement(c, slug)
  const version = held && versionOf(held.statement, number)
  const text = version && textOf(version, tag)
  if (!version || !text) return c.notFound()
  c.header('content-disposition', `attachment; filename="${slug}-v${version.version}.${tag}.md"`)
  const name = `text ${version.version} ${tag}`
  return answerOnce(c, held, { name, type: mediaTypes.markdown }, () => text.markdown)
}

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
    const { slug, file } = c.req.param()
    return answerFile(c, slug, Number.parseInt(file, 10), c.var.lang)
  })

  .get(paths.statement.text(languageParam, ':slug', tagParam), async c => {
    const { deps, lang } = c.var
    const { slug, tag } = c.req.param()
    const held = await heldStatement(c, slug)
    if (!held) return c.notFound()
    const { statement } = held
    if (!textOf(statement, tag)) {
      // A translation that the present version is without: an address of it was given away.
      const last = statement.earlier.find(version => textOf(version, tag))
      return last ? c.redirect(paths.statement.versionText(lang, slug, last.version, tag), 302) : c.notFound()
    }
    // The statement's own page shows it, with the list.
    if (shownText(lang, statement).language === tag) return c.redirect(paths.statement.page(lang, slug), 302)
    const openness = opennessOf(statement, deps.now())
    return answerOnce(c, held, { name: `text ${tag} ${lang} ${openness}`, type: mediaTypes.html }, () =>
      renderTextPage(deps.config, lang, statement, { tag, openness }),
    )
  })

  .get(paths.statement.versionText(languageParam, ':slug', ':number{[1-9][0-9]{0,5}}', tagParam), async c => {
    const { deps, lang } = c.var
    const { slug, number, tag } = c.req.param()
    const held = await heldStatement(c, slug)
    const version = held && versionOf(held.statement, Number(number))
    if (!version || !textOf(version, tag)) return c.notFound()
    if (version.version === held.statement.version)
      return c.redirect(paths.statement.text(lang, slug, tag), 302)
    const name = `version ${version.version} ${tag} ${lang}`
    return answerOnce(c, held, { name, type: mediaTypes.html }, () =>
      renderVersionPage(deps.config, lang, held.statement, version, tag),
    )
  })

  .get(paths.statement.versionText(languageParam, ':slug', ':number{[1-9][0-9]{0,5}}', tagFileParam), c => {
    const { slug, number, file } = c.req.param()
    return answerFile(c, slug, Number(number), file.replace(/\.md$/, ''))
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
      pieces: documentPieces(
        deps.config,
        lang,
        held,
        today,
        eachBatch(deps.publicDb, statement, lang, networkOfRequest(c)),
      ),
      // The page's own beginning, what is held of the list, and what the database says of the rest.
      first: 3,
    })
  })
