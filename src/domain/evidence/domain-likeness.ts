import { unicodeHost } from '../hosts.ts'
import { conceptOf } from '../look-alike/concepts.ts'
import { isGenericWord } from '../look-alike/generic-words.ts'
import { isNearInMeaning, isSeason } from '../look-alike/meaning.ts'
import { nameWords } from '../look-alike/name-words.ts'
import { oneEditApart } from '../look-alike/one-edit.ts'
import { closestNames, lookOf } from '../look-alike/resemblance.ts'
import { skeletonOf } from '../look-alike/skeleton.ts'
import { spellingOf } from '../look-alike/slips.ts'
import { soundOfWord } from '../look-alike/sound.ts'
import { type Site, siteOf } from './domains.ts'

/** A shorter label is often another's by chance: baj.example, baj.media. */
const enoughForLabels = 5
/** Letters from which a label is another's also with something written to it: lawtrendfund. */
const enoughToContain = 8
const longestAcronym = 5

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

/** A host as names are compared with it: read once for all signatories. */
export type HostReading = {
  readonly host: string
  readonly label: string
  readonly labels: readonly { look: string; sound: string }[]
  /** Null where its label is one word. */
  readonly inWords: Look | null
}

/** Null for a host that is nobody's. */
export function readHost(host: string): HostReading | null {
  const site = siteOf(host)
  if (!site) return null
  const label = unicodeHost(site.label)
  return { host, label, labels: readingsOf(label), inWords: labelInWords(label, belarusian.test(host)) }
}

/**
 * True of a domain whose label is one of the names, or what of it is nobody else's, also with a number behind or
 * between hyphens: viasna.org, viasna96.org, humanrights-viasna.org. So is one whose words mean the same
 * (right2defense.org); a Belarusian one says where by its ending: pen.by.
 */
export function isNamedLike(
  { host, label, labels, inWords }: HostReading,
  names: readonly string[],
): boolean {
  const looks = names.map(lookOf)
  if (looks.some(look => labels.some(one => isLabelOf(one, look)))) return true
  if (names.some(name => isShortName(name) && isSameShort(label, name))) return true
  if (!inWords) return false
  const mayBeAcronym = belarusian.test(host) && label.length <= longestAcronym
  return looks.some(
    theirs =>
      isNearInMeaning(inWords.meanings[0], theirs.meanings[0]) ||
      (mayBeAcronym && closestNames([inWords], [theirs])?.byAcronym === true),
  )
}

type Look = ReturnType<typeof lookOf>

const belarusian = /\.(?:by|xn--90ais)$/

function readingsOf(label: string): { look: string; sound: string }[] {
  const parts = label.split('-').filter(part => !isGenericWord(skeletonOf(part)) && !isSeason(part))
  const whole = [label, label.replace(/-?\p{N}+$/u, '')].map(one => one.replaceAll('-', ''))
  return [...whole, ...parts].map(one => ({ look: lookOfLabel(one), sound: soundOfWord(one) }))
}

function isLabelOf(
  { look, sound }: { look: string; sound: string },
  { skeleton, own, sound: ownSound }: Look,
) {
  const isOne = (text: string, label: string) => text.length >= enoughForLabels && text === label
  return isOne(skeleton.joined, look) || isOne(own.joined, look) || isOne(ownSound.joined, sound)
}

/** An acronym that a signatory is known by, as it stands: БАЖ. */
const isShortName = (name: string): boolean => /^\p{Lu}{3,}$/u.test(name)

const isSameShort = (label: string, name: string): boolean =>
  lookOfLabel(label) === skeletonOf(name) || soundOfWord(label) === soundOfWord(name)

function labelInWords(label: string, isBelarusian: boolean): Look | null {
  const typed = label
    .replaceAll('-', ' ')
    .replace(/(?<=^belarus(?:ian)?)(?=\p{L})|(?<=\p{L})(?=belarus$)/gu, ' ')
  const spelled = isBelarusian ? `${typed} belarus` : typed
  if (nameWords(spelled).length < 2) return null
  // A word that many share says nothing with its country alone: journalist.by.
  const { kind = 'rare' } = conceptOf(typed) ?? {}
  return kind === 'rare' || typed.includes(' ') ? lookOf(spelled) : null
}
