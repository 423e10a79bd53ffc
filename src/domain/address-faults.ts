import { asciiAddress, isDottedHost } from './hosts.ts'
import { longestMailboxName } from './limits.ts'

// What is wrong with an address that was typed, closely enough to say what to do.

/** `slip`: it is none as it stands, but for a slip of the hand. */
export const emailFaults = [
  'slip',
  'named',
  'several',
  'quoted',
  'script',
  'dots',
  'long_name',
  'numbers',
] as const
export type EmailFault = (typeof emailFaults)[number] | 'invalid'

/** HTML's own pattern for an address, which is linear. */
const shape = /^[a-z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-z0-9.-]+$/i

/** The signs that keyboards of other scripts have for an @. */
export const foldAt = (typed: string): string => typed.replace(/[\uFF20\uFE6B]/g, '@')

/** The address that stands in a text of one name and one address, as programs of mail copy it; null where none does. */
export function addressInside(typed: string): string | null {
  const [, inside] = /<([^<>\s]+)>\s*$/.exec(typed) ?? /^mailto:([^?\s]+)/i.exec(typed) ?? []
  return inside !== undefined && faultOfEmail(asciiAddress(inside)) === null ? inside : null
}

/** Why no mail goes to an address, its host in A-labels; null where one may. */
export function faultOfEmail(typed: string): EmailFault | null {
  const parts = typed.split(/[\s,;]+/).filter(part => part.includes('@'))
  if (parts.length > 1) return 'several'
  if (/[<>]|^mailto:/i.test(typed)) return addressInside(typed) === null ? 'invalid' : 'named'
  const at = typed.lastIndexOf('@')
  const [name, host] = [typed.slice(0, at), typed.slice(at + 1).toLowerCase()]
  if (at < 1) return 'invalid'
  return faultOfName(name) ?? faultOfHost(host) ?? (shape.test(typed) ? null : 'invalid')
}

/** No provider gives a name in another script away, or one in quotes. */
function faultOfName(name: string): EmailFault | null {
  if (/^"[^"]*"$/.test(name)) return 'quoted'
  if (/[^\0-\x7f]/.test(name)) return 'script'
  if (/^\.|\.\.|\.$/.test(name)) return 'dots'
  return name.length > longestMailboxName ? 'long_name' : null
}

function faultOfHost(host: string): EmailFault | null {
  if (/^\[.*\]$|^[\d.]+$|\.\d+$/.test(host)) return 'numbers'
  return isDottedHost(host) ? null : 'invalid'
}

export const websiteFaults = ['handle', 'email', 'login', 'numbers', 'none', 'own_network'] as const
export type WebsiteFault = (typeof websiteFaults)[number] | 'invalid'

/** What people type where they have none. */
const noWebsite = /^(?:-+|–|—|none|no|n\/a|na|нет|не|няма|няма сайта|нет сайта|no website)\.?$/i
/** Endings that are given away inside a house: RFC 6762 and 8375, ICANN's own, and customs. */
const ofHouse = /\.(?:local|localhost|internal|intranet|lan|home|corp|home\.arpa)\.?$/i

export const isOfHouse = (host: string): boolean => ofHouse.test(`.${host}`)

/** Why what was typed, which is no website, is none. */
export function faultOfWebsite(typed: string): WebsiteFault {
  if (noWebsite.test(typed)) return 'none'
  if (/^@[\w.]+$/.test(typed)) return 'handle'
  if (/^(?:mailto:)?[^\s/@:]+@[^\s/@]+$/i.test(typed)) return 'email'
  const authority = /^(?:https?:\/\/)?([^/?#\\]*)/i.exec(typed)?.[1] ?? ''
  if (authority.includes('@')) return 'login'
  const host = URL.parse(`http://${authority}`)?.hostname ?? ''
  if (/^\[|^[\d.]+$/.test(host)) return 'numbers'
  return isOfHouse(host) ? 'own_network' : 'invalid'
}
