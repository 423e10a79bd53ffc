import type { Context } from 'hono'
import { createMiddleware } from 'hono/factory'
import type { AppEnv } from '../env.ts'
import { isLanguage, type Language, preferredLanguage } from '../i18n/index.ts'

/**
 * Sets `c.var.lang`, the language in which this request is answered:
 * - the first part of the path, where that is a language;
 * - else the `lang` of the query, which is how the desk's pages are switched before anybody has signed in;
 * - else the browser's.
 *
 * Behind `requireModerator` it is the moderator's own.
 */
export const chooseLanguage = createMiddleware<AppEnv>(async (c, next) => {
  c.set('lang', languageOf(c))
  await next()
})

function languageOf({ req }: Context<AppEnv>): Language {
  const named = [req.path.split('/', 2)[1], req.query('lang')]
  return named.find(isLanguageOrNone) ?? preferredLanguage(req.header('accept-language'))
}

const isLanguageOrNone = (word: string | undefined): word is Language =>
  word !== undefined && isLanguage(word)
