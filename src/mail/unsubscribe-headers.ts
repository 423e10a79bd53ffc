import type { Deps } from '../deps.ts'
import type { Language } from '../domain/language.ts'
import { paths } from '../paths.ts'
import { makeUnsubscribeToken, type Unsubscribe } from '../storage/unsubscribe-tokens.ts'

type LinkDeps = Pick<Deps, 'config' | 'sealing'>

/** The page on which a kind of mail is turned off, by a button: opening it changes nothing. Absolute. */
export const unsubscribeUrl = ({ config, sealing }: LinkDeps, lang: Language, of: Unsubscribe): string =>
  config.publicUrl + paths.site.unsubscribe(lang, makeUnsubscribeToken(sealing, of))

/**
 * What a mail carries that can be turned off: mail programs show a button for it (RFC 2369), which sends a POST there
 * (RFC 8058). A mail about one's own request, or about an account, never has them.
 */
export const unsubscribeHeaders = (url: string): Record<string, string> => ({
  'List-Unsubscribe': `<${url}>`,
  'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
})
