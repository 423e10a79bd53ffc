import { asciiAddress } from '../domain/hosts.ts'
import { longestEmail, longestSearch } from '../domain/limits.ts'
import { withoutBrokenBytes } from '../domain/search.ts'
import { lengthOf } from '../domain/text.ts'

/** Nobody types more: no pattern runs on it. UTF-16 units. */
const longestTyped = 1000

const tidy = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()

/**
 * A search text as a URL may carry it: one line, no longer than {@link longestSearch} characters. A text with an @
 * becomes an empty one, but for a name's first sign: it may have somebody's address in it, which stays out of every
 * history and log.
 */
export const readText = (typed: string): string =>
  mentionsAddress(typed)
    ? ''
    : [...tidy(withoutBrokenBytes(typed.slice(0, longestTyped)))].slice(0, longestSearch).join('')

/** Signs that stand for @ where people copy from, and the way a URL writes it. */
const atSigns = /@|\uFF20|\uFE6B|%40/giu

/** A name may begin with an @, before a word that is no host: @home. */
const handle = /^\s*@[\p{L}\p{N}_]+(?![\p{L}\p{N}\p{M}_.@-])/u

/** True of a text that may have an e-mail address in it, whole or in part. */
export const mentionsAddress = (typed: string): boolean => typed.replace(handle, '').search(atSigns) !== -1

// What people put around an address: brackets, quotation marks, "mailto:", what a list has between its items.
const address = /[^\s@<>()[\]{}‹›«»„“”‘"\\,;:]+@[\p{L}\p{N}\p{M}-]+(?:\.[\p{L}\p{N}\p{M}-]+)+/gu
const around = /^['’.]+/u

/**
 * The one e-mail address in a text, as mail is sent to it, without what stands around it; null where there is none, or
 * more than one.
 */
export function addressIn(typed: string): string | null {
  if (typed.length > longestTyped) return null
  const text = tidy(typed).replace(atSigns, '@')
  const addresses = [...text.matchAll(address)].map(([match]) => match.replace(around, '').toLowerCase())
  const [only] = addresses
  if (only === undefined || new Set(addresses).size > 1) return null
  // Half an address beside a whole one: which of them is meant?
  if (text.split('@').length - 1 !== addresses.length) return null
  return lengthOf(only) <= longestEmail && !only.startsWith('@') ? asciiAddress(only) : null
}
