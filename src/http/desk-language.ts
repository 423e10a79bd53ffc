import type { Context } from 'hono'
import type { AppEnv, DeskEnv } from '../env.ts'
import { isLanguage, type Language, preferredLanguage } from '../i18n/index.ts'

/** The language of a desk page: the moderator's own; before anybody is signed in, the switch's, else the browser's. */
export function deskLanguage(c: Context<AppEnv> | Context<DeskEnv>): Language {
  const { signedIn } = c.var as Partial<DeskEnv['Variables']>
  if (signedIn) return signedIn.moderator.language
  const chosen = c.req.query('lang') ?? ''
  return isLanguage(chosen) ? chosen : preferredLanguage(c.req.header('accept-language'))
}
