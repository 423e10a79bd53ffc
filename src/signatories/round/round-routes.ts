import { type Context, Hono } from 'hono'
import type { AppEnv } from '../../env.ts'
import { addressParam, languageParam, paths, privatePlace, tagParam } from '../../paths.ts'
import { findTimes } from '../../storage/statement-times.ts'
import { textOf } from '../statement/statement-text.tsx'
import { renderRoundPage, renderRoundVersion } from './round-page.tsx'

const place = privatePlace(addressParam)

const numberParam = ':number{[1-9][0-9]{0,5}}'

type C = Context<AppEnv>

/**
 * A private statement at its private address, which `openRound` of http/private-round.ts has opened. Nothing is held.
 */
export const roundRoutes = new Hono<AppEnv>()
  .get(paths.statement.page(languageParam, place), c => showPage(c))
  .get(paths.statement.text(languageParam, place, tagParam), c => showPage(c, c.req.param('tag')))

  .get(paths.statement.version(languageParam, place, numberParam), c =>
    showVersion(c, Number(c.req.param('number'))),
  )
  .get(paths.statement.versionText(languageParam, place, numberParam, tagParam), c =>
    showVersion(c, Number(c.req.param('number')), c.req.param('tag')),
  )

async function showPage(c: C, tag?: string): Promise<Response> {
  const { deps, lang, round } = c.var
  const statement = round?.statement
  if (!statement) return c.notFound()
  if (tag !== undefined && !textOf(statement, tag)) {
    const last = statement.earlier.find(version => textOf(version, tag))
    if (!last) return c.notFound()
    return c.redirect(paths.statement.versionText(lang, statement.slug, last.version, tag), 302)
  }
  const publishAt = (await findTimes(deps.db, round.slug))?.publishAt ?? null
  return c.html(renderRoundPage(lang, { statement, publishAt, now: deps.now(), tag }))
}

async function showVersion(c: C, number: number, tag?: string): Promise<Response> {
  const { lang, round } = c.var
  const statement = round?.statement
  if (!statement) return c.notFound()
  if (number === statement.version) {
    const { slug } = statement
    return c.redirect(paths.statement.pageIn(lang, slug, tag), 302)
  }
  const old = statement.earlier.find(({ version }) => version === number)
  if (!old || (tag !== undefined && !textOf(old, tag))) return c.notFound()
  return c.html(renderRoundVersion(lang, statement, old, tag))
}
