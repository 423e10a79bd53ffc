import { longestName } from '../limits.ts'
import { err, ok, type Result } from '../result.ts'
import { hasDeceptiveCharacter, hasLetterOrDigit, lengthOf, tidyLine, withoutSilentSigns } from '../text.ts'
import { siteOf } from './domains.ts'
import { mailProvider } from './mail-providers.ts'

/** What a signatory is known by, for comparing only: it is never shown in public. Domains are registrable ones. */
export type KnownAs = { readonly names: readonly string[]; readonly domains: readonly string[] }

export type KnownKind = 'name' | 'domain'
export type KnownName = { readonly kind: KnownKind; readonly value: string }

type KnownFault = 'required' | 'too_long' | 'deceptive' | 'invalid' | 'shared'

/**
 * A name or a domain as it is kept: a name tidied, a domain in lower case and punycode, by the Public Suffix List. A
 * domain where anybody has an address or a page is nobody's: `shared`.
 */
export function parseKnown(kind: KnownKind, typed: string): Result<KnownName, KnownFault> {
  const bare = withoutSilentSigns(typed).trim()
  if (hasDeceptiveCharacter(bare)) return err('deceptive')
  const value = tidyLine(bare)
  if (value === '') return err('required')
  if (lengthOf(value) > longestName) return err('too_long')
  if (kind === 'name') return hasLetterOrDigit(value) ? ok({ kind, value }) : err('invalid')
  const host = hostIn(value)
  const site = host === null ? null : siteOf(host)
  if (!site) return err('invalid')
  if (site.domain === site.platform || mailProvider(site.domain)) return err('shared')
  return ok({ kind, value: site.domain })
}

/** The host of what was typed: a domain, an address of a website, an e-mail address. */
function hostIn(typed: string): string | null {
  const host = typed.includes('://') ? typed : `https://${typed.slice(typed.lastIndexOf('@') + 1)}`
  return URL.parse(host)?.hostname ?? null
}
