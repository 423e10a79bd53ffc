import { parse } from 'tldts'
import { faultOfEmail } from './address-faults.ts'
import { mailProvider } from './evidence/mail-providers.ts'
import { asciiAddress } from './hosts.ts'

/** Where most of those have their mail who have it at a provider: what a typo was meant for. */
const common = `
  gmail.com googlemail.com yahoo.com outlook.com hotmail.com icloud.com proton.me protonmail.com tutanota.com riseup.net
  yandex.ru yandex.by rambler.ru ukr.net seznam.cz interia.pl t-online.de
`
  .trim()
  .split(/\s+/)

/** Near to one of these, and in use. */
const inUse = ['email.com', 'gmail.de', 'proton.ch', 'hotmail.it', 'cmail.com']

/** Endings that are often meant, the likelier first. */
const endings = 'com org net by ru ua pl lt lv ee de eu info media fr cz ge me io uk'.split(' ')
/** Endings that nobody registers under, by RFC 2606: they stand in examples. */
const reserved = ['example', 'test', 'invalid', 'localhost']

/**
 * The address that was probably meant, where the host of this one is nearly a common provider's, or ends in nothing
 * that the Public Suffix List knows: `jo@gmial.con` may be `jo@gmail.com`, `jo@mail.ry` `jo@mail.ru`. Null where
 * nothing speaks for a slip. Its owner knows better: nobody is refused for it.
 */
export function likelyAddress(email: string): string | null {
  const at = email.lastIndexOf('@')
  const host = email.slice(at + 1).toLowerCase()
  if (at < 1 || common.includes(host) || inUse.includes(host) || mailProvider(host) === 'free') return null
  const near = common.filter(provider => slipsBetween(host, provider) <= mostSlips(provider))
  const [nearest] = near.sort((a, b) => slipsBetween(host, a) - slipsBetween(host, b))
  const meant = nearest ?? hostWithEnding(host)
  return meant === null ? null : `${email.slice(0, at)}@${meant}`
}

/**
 * The address that was probably meant by what is none: with a blank in it or a mark around it, a comma for a dot, a
 * sign twice, a common provider without its ending (jo@gmail). Null where no address comes of it.
 */
export function meantAddress(typed: string): string | null {
  const bare = typed
    .replace(/\s+/g, '')
    .replace(/^[(<["']+|[)>\]"'.,;:!?]+$/g, '')
    .replace(/@{2,}|%40/g, '@')
  const at = bare.lastIndexOf('@')
  if (at < 1) return null
  const [name, host] = [bare.slice(0, at), bare.slice(at + 1)]
  const meant = `${name}@${providerCalled(host) ?? host.replace(/[.,]+/g, '.')}`
  if (meant === typed || faultOfEmail(asciiAddress(meant)) !== null) return null
  return likelyAddress(meant) ?? meant
}

const providerCalled = (label: string): string | null =>
  common.find(provider => provider.split('.')[0] === label.toLowerCase()) ?? null

/** The host with a known ending in the place of one that is not known; one where many have their mail comes first. */
function hostWithEnding(host: string): string | null {
  const { isIcann, publicSuffix, hostname } = parse(host)
  const [before, ending] = [host.slice(0, host.lastIndexOf('.')), host.slice(host.lastIndexOf('.') + 1)]
  if (isIcann || !publicSuffix || !hostname || before.length < shortestName || reserved.includes(ending))
    return null
  const near = endings.filter(one => slipsBetween(ending, one) <= 1).map(one => `${before}.${one}`)
  return near.find(one => mailProvider(one) === 'free') ?? near[0] ?? null
}

/** What stands before the ending of so short a host says nothing of which one was meant. */
const shortestName = 2

/** Two slips make another word of a short name. */
const mostSlips = (provider: string): number => (provider.length >= 9 ? 2 : 1)

/**
 * How many letters were left out, put in, mistaken or swapped with their neighbour (optimal string alignment). A
 * text of more than 30 characters is no slip.
 */
export function slipsBetween(typed: string, meant: string): number {
  if (typed.length > 30) return Number.POSITIVE_INFINITY
  const rows: number[][] = [Array.from({ length: meant.length + 1 }, (_, j) => j)]
  for (let i = 1; i <= typed.length; i++) {
    const row = [i]
    for (let j = 1; j <= meant.length; j++) {
      const same = typed[i - 1] === meant[j - 1] ? 0 : 1
      const ways = [cell(rows, i - 1, j) + 1, (row[j - 1] ?? 0) + 1, cell(rows, i - 1, j - 1) + same]
      const swapped = i > 1 && j > 1 && typed[i - 1] === meant[j - 2] && typed[i - 2] === meant[j - 1]
      if (swapped) ways.push(cell(rows, i - 2, j - 2) + 1)
      row.push(Math.min(...ways))
    }
    rows.push(row)
  }
  return cell(rows, typed.length, meant.length)
}

const cell = (rows: number[][], i: number, j: number): number => rows[i]?.[j] ?? Number.POSITIVE_INFINITY
