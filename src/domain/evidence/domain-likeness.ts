import { unicodeHost } from '../hosts.ts'
import { conceptOf } from '../look-alike/concepts.ts'
import { isGenericWord } from '../look-alike/generic-words.ts'
import { oneEditApart } from '../look-alike/one-edit.ts'
import { lookOf } from '../look-alike/resemblance.ts'
import { skeletonOf } from '../look-alike/skeleton.ts'
import { spellingOf } from '../look-alike/slips.ts'
import { soundOfWord } from '../look-alike/sound.ts'
import { type Site, siteOf } from './domains.ts'

/** A shorter label is often another's by chance: baj.example, baj.media. */
const enoughForLabels = 5
/** Letters from which a label is another's also with something written to it: lawtrendfund. */
const enoughToContain = 8

/** What a label looks like, in its own script: xn--… is read as what it spells. Hyphens tell nobody from another. */
const lookOfLabel = (label: string): string => skeletonOf(unicodeHost(label)).replaceAll(' ', '')

/** A domain made to be taken for another; the same label under another ending (.org, .by) is common and honest. */
export function imitates(address: Site, website: Site): boolean {
  if (address.label === website.label) return false
  const theirs = lookOfLabel(website.label)
  if (lookOfLabel(address.label) === theirs) return true
  return theirs.length >= enoughForLabels && oneEditApart(lettersOf(address.label), lettersOf(website.label))
}

/** Letter by letter: a slip may make one look of two letters (rn). */
const lettersOf = (label: string): string => spellingOf(unicodeHost(label)).letters

/**
 * True of a host that may be taken for one of a domain that a signatory is known by: the domain itself before another
 * one (lawtrend.org.evil.example) or run together (bajmedia.org), its label under another ending, with something
 * written to it, or with a slip.
 */
export function imitatesDomain(host: string, known: string): boolean {
  const [site, knownSite] = [siteOf(host), siteOf(known)]
  if (!site || !knownSite || site.domain === known) return false
  if (`.${host}`.includes(`.${known}.`)) return true
  const [look, label] = [lookOfLabel(site.label), lookOfLabel(knownSite.label)]
  if (look === lookOfLabel(known.replaceAll('.', '-'))) return true
  if (site.label === knownSite.label) return label.length >= enoughForLabels
  return imitates(site, knownSite) || isPartOf(host, site, label)
}

/** A label that many could have, such as forum, is part of many hosts. */
function isPartOf(host: string, site: Site, label: string): boolean {
  if (label.length < enoughForLabels || isGenericWord(label) || conceptOf(label)) return false
  if (label.length >= enoughToContain && lookOfLabel(site.label).includes(label)) return true
  const above = host.slice(0, -site.domain.length).split('.')
  const parts = [...above, ...unicodeHost(site.label).split('-')].filter(part => part !== '')
  return parts.some(part => lookOfLabel(part) === label)
}

/** True of a domain whose label is one of the names, or what of it is nobody else's: viasna.org. */
export function isNamedLike(host: string, names: readonly string[]): boolean {
  const site = siteOf(host)
  if (!site) return false
  const [look, sound] = [lookOfLabel(site.label), soundOfWord(unicodeHost(site.label).replaceAll('-', ''))]
  return names.map(lookOf).some(({ skeleton, own, sound: ownSound }) => {
    const isOne = (text: string, label: string) => text.length >= enoughForLabels && text === label
    return isOne(skeleton.joined, look) || isOne(own.joined, look) || isOne(ownSound.joined, sound)
  })
}
