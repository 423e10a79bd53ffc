import { unicodeHost } from '../hosts.ts'
import { conceptAsWritten, conceptOf } from '../look-alike/concepts.ts'
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
/** Letters from which a label may be a whole name with a slip in it. */
const enoughForSlips = 10
const longestAcronym = 5
/** Of a page's path: what stands behind is a post. */
const mostOfPath = 4
const longestLabel = 63
const shortestCore = 3
/** What is added to a name in a label, and means nothing of whose it is. */
const additions = new Set('my our real true info net news online official site team web www'.split(' '))

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
  if (label.length < enoughForLabels || isGenericWord(label) || conceptAsWritten(label)) return false
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
  /** What is left of the label without a word that many have. */
  readonly cores: readonly string[]
  /** Null where its label is one word. */
  readonly inWords: Look | null
}

/** Null for a host that is nobody's. */
export function readHost(host: string): HostReading | null {
  const site = siteOf(host)
  if (!site) return null
  return readLabel(host, unicodeHost(site.label))
}

/** What the address of a page on a platform calls it: t.me/viasna96, sites.google.com/view/viasna. */
export function readPage(website: string): HostReading[] {
  const url = URL.parse(website)
  const site = url && siteOf(url.hostname)
  if (!site || site.platform !== site.domain) return []
  return decodedPath(url)
    .toLowerCase()
    .split('/')
    .slice(0, mostOfPath)
    .map(part => part.replace(/^@/, '').replace(/[._ ]/g, '-'))
    .filter(part => part !== '' && part.length <= longestLabel)
    .map(part => readLabel(url.hostname, part))
}

function decodedPath({ pathname }: URL): string {
  try {
    return decodeURIComponent(pathname)
  } catch {
    return pathname
  }
}

function readLabel(host: string, label: string): HostReading {
  const cores = coresOf(label)
  const inWords = labelInWords(label, belarusian.test(host))
  return { host, label, labels: readingsOf(label, cores), cores, inWords }
}

/**
 * True of a domain whose label is one of the names, or what of it is nobody else's:
 * - also with a number behind, between hyphens, beside a word that many have, with a slip in a long one: viasna96.org,
 *   humanrights-viasna.org, viasnacenter.org, rightodefense.org;
 * - or whose words mean the same (right2defense.org); a Belarusian one says where by its ending: pen.by.
 */
export function isNamedLike(
  { host, label, labels, cores, inWords }: HostReading,
  names: readonly string[],
): boolean {
  const looks = names.map(lookOf)
  if (looks.some(look => labels.some(one => isLabelOf(one, look)))) return true
  const isShortOne = (name: string) => [label, ...cores].some(one => isSameShort(one, name))
  if (names.some(name => isShortName(name) && isShortOne(name))) return true
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

/** All that is left where one word that says nothing of whose is taken off either end. */
function coresOf(label: string): string[] {
  const letters = label.replaceAll('-', '')
  const isAdded = (part: string) => part.length > 1 && isAddedWord(part)
  return Array.from(letters, (_, at) => [letters.slice(0, at), letters.slice(at)] as const).flatMap(
    ([start, end]) => [
      ...(end.length >= shortestCore && isAdded(start) ? [end] : []),
      ...(start.length >= shortestCore && isAdded(end) ? [start] : []),
    ],
  )
}

function isAddedWord(part: string): boolean {
  const { kind = null } = conceptAsWritten(part) ?? {}
  return additions.has(part) || (kind !== null && kind !== 'subject' && kind !== 'rare')
}

function readingsOf(label: string, cores: readonly string[]): { look: string; sound: string }[] {
  const parts = label.split('-').filter(part => !isGenericWord(skeletonOf(part)) && !isSeason(part))
  const whole = [label, label.replace(/-?\p{N}+$/u, '')].map(one => one.replaceAll('-', ''))
  return [...whole, ...parts, ...cores].map(one => ({ look: lookOfLabel(one), sound: soundOfWord(one) }))
}

function isLabelOf(
  { look, sound }: { look: string; sound: string },
  { skeleton, own, sound: ownSound }: Look,
) {
  const isOne = (text: string, label: string) =>
    text.length >= enoughForLabels &&
    (text === label || (text.length >= enoughForSlips && oneEditApart(text, label)))
  return isOne(skeleton.joined, look) || isOne(own.joined, look) || isOne(ownSound.joined, sound)
}

/** An acronym that a signatory is known by, as it stands: БАЖ. */
const isShortName = (name: string): boolean => /^\p{Lu}{3,}$/u.test(name)

const isSameShort = (label: string, name: string): boolean =>
  lookOfLabel(label) === skeletonOf(name) || soundOfWord(label) === soundOfWord(name)

function labelInWords(label: string, isBelarusian: boolean): Look | null {
  const typed = label
    .replaceAll('-', ' ')
    .replace(/(?<=^(?:belarusian|belarus(?!ian)))(?=\p{L})|(?<=\p{L})(?=belarus$)/gu, ' ')
    // Bel is a country before a word that few have: belpen, not belief.
    .replace(/^bel(?=(\p{L}+)$)/u, (bel, rest) => (conceptAsWritten(rest)?.kind === 'rare' ? `${bel} ` : bel))
  const spelled = isBelarusian ? `${typed} belarus` : typed
  if (nameWords(spelled).length < 2) return null
  // A word that many share says nothing with its country alone: journalist.by.
  const { kind = 'rare' } = conceptOf(typed) ?? {}
  return kind === 'rare' || typed.includes(' ') ? lookOf(spelled) : null
}
