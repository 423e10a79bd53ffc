import { readPunycode } from './punycode.ts'

/** A dotted name whose last label is not numeric, in A-labels: no addresses, no intranet hosts. */
export const isDottedHost = (host: string): boolean =>
  /^(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])$/.test(host)

/** A host as a URL or a mail has it (A-labels, lower case), of one typed in any script; null where it is none. */
export function asciiHost(typed: string): string | null {
  // What a URL would take for the end of the host, for a port or for an escape is no part of one.
  if (!/^(?:[\p{L}\p{M}\p{N}.\u3002-]|\u200c|\u200d)+$/u.test(typed)) return null
  const host = URL.parse(`https://${typed}`)?.hostname ?? ''
  return isDottedHost(host) ? host : null
}

/** An e-mail address with its host in A-labels where that was typed in another script; else as it is. */
export function asciiAddress(typed: string): string {
  const at = typed.lastIndexOf('@') + 1
  const host = typed.slice(at)
  return /^[\0-\x7f]*$/.test(host) ? typed : typed.slice(0, at) + (asciiHost(host) ?? host)
}

const ofScripts = (scripts: string, more = ''): RegExp[] =>
  scripts.split(' ').map(script => new RegExp(`^[\\p{Script=${script}}${more}]+$`, 'u'))

/** Each alone, with the joiners that it spells with, or the scripts that one language writes together. */
const ownScripts = [
  // Without the letters of phonetics, which look like others.
  /^[a-z\u00df-\u024f\u1e00-\u1eff]+$/u,
  ...ofScripts('Cyrillic Greek Armenian Georgian Hebrew Thai Lao Khmer Myanmar Ethiopic'),
  ...ofScripts(
    'Arabic Devanagari Bengali Gurmukhi Gujarati Tamil Telugu Kannada Malayalam Sinhala',
    '\u200c\u200d',
  ),
  ...ofScripts('Han', '\\p{Script=Hiragana}\\p{Script=Katakana}ー'),
  ...ofScripts('Han', '\\p{Script=Hangul}'),
]

/** Labels that consist of letters which look Latin, as browsers know them: аррӏе. */
const looksLatin = /^(?:[асԁеһіјӏорԛѕԝхуѵ]+|[αικνορτυωγηχβ]+|[ագզէլհյոսւօցք]+)$/u

/**
 * A host as people read it: labels of one script in that script, all others in A-labels. A label whose letters all look
 * Latin stays in A-labels, but under a domain of another script.
 */
export function readableHost(host: string): string {
  if (!host.includes('xn--')) return host
  const labels = host.split('.')
  const isUnderLatin = !labels.at(-1)?.startsWith('xn--')
  return labels.map(label => readableLabel(label, isUnderLatin)).join('.')
}

/** A host with every label in its own script, also where that would deceive: for searching, not for showing. */
export const unicodeHost = (host: string): string => host.split('.').map(unicodeLabel).join('.')

/** A host as a moderator weighs it: as people read it, or, where that would deceive, as it looks and as it is. */
export function weighedHost(host: string): string {
  const readable = readableHost(host)
  return readable.includes('xn--') ? `${unicodeHost(host)} (${host})` : readable
}

const unicodeLabel = (label: string): string =>
  label.startsWith('xn--') ? (readPunycode(label.slice(4)) ?? label) : label

/** True of a host with a label in A-labels that spells nothing, or another host: xn--a. */
export const hasFalseLabel = (host: string): boolean =>
  host.split('.').some(label => label.startsWith('xn--') && !isSpelled(label))

function isSpelled(label: string): boolean {
  const typed = readPunycode(label.slice(4))
  return typed !== null && URL.parse(`https://${typed}.example`)?.hostname === `${label}.example`
}

function readableLabel(label: string, isUnderLatin: boolean): string {
  if (!label.startsWith('xn--')) return label
  const typed = unicodeLabel(label)
  const letters = typed.replace(/[0-9-]/g, '')
  if (!ownScripts.some(script => script.test(letters))) return label
  if (isUnderLatin && looksLatin.test(letters)) return label
  // What does not lead back to the same host is not its name.
  return URL.parse(`https://${typed}.example`)?.hostname === `${label}.example` ? typed : label
}
