import { givenNames } from '../organisation.ts'
import { sameWebsite } from './address-reasons.ts'
import { type Compared, labelOf } from './comparing.ts'
import { type HostReading, imitatesDomain, isNamedLike, readHost, readPage } from './domain-likeness.ts'
import { hostOfAddress, hostOfWebsite, pageOf, siteOf } from './domains.ts'
import type { KnownAs } from './known-as.ts'
import { nameOf, type OtherEndorsement } from './other-endorsement.ts'
import type { Reason } from './reasons.ts'

/**
 * What the domains that signatories are known by say of an address and a website (an absolute URL):
 * - under a signatory's name, an address elsewhere speaks against;
 * - so does a domain that imitates a known one, or has a signatory's name, under any name;
 * - and a page on a platform that has one.
 */
export function knownDomainReasons(
  email: string | null,
  website: string | null,
  others: readonly Compared[],
): Reason[] {
  const addressHost = email === null ? null : hostOfAddress(email)
  const address = addressHost === null ? null : domainOf(addressHost)
  const websiteHost = website === null ? null : hostOfWebsite(website)
  const hosts = [...new Set([addressHost, websiteHost])].filter(host => host !== null)
  const readings = hosts.map(readHost).filter(reading => reading !== null)
  const pages = website === null ? [] : readPage(website)
  return others.flatMap(({ other, likeness }): Reason[] => {
    const { status, known } = other
    if (status !== 'approved') return []
    const reasons = [
      ...imitationReasons(hosts, readings, website, other),
      ...pageReasons(pages, website, other),
    ]
    if (address === null || known.domains.length === 0) return reasons
    if (known.domains.includes(address)) {
      return [
        ...reasons,
        { kind: 'address_at_signatory', domain: address, ...nameOf(other), speaks: 'neutral' },
      ]
    }
    if (!likeness) return reasons
    return [
      ...reasons,
      { kind: 'address_not_at_signatory', domains: known.domains, ...nameOf(other), speaks: 'against' },
    ]
  })
}

function imitationReasons(
  hosts: readonly string[],
  readings: readonly HostReading[],
  website: string | null,
  other: OtherEndorsement,
): Reason[] {
  const { name, names, known } = other
  for (const host of hosts) {
    const domain = shownDomainOf(host)
    const imitated = known.domains.find(one => imitatesDomain(host, one))
    if (imitated !== undefined) {
      return [{ kind: 'domain_like_signatory', domain, known: imitated, ...nameOf(other), speaks: 'against' }]
    }
  }
  if (isTheirOwn(website, other)) return []
  const theirNames = [...givenNames({ name, names }), ...known.names]
  const named = readings.find(
    reading => !known.domains.includes(shownDomainOf(reading.host)) && isNamedLike(reading, theirNames),
  )
  return named === undefined
    ? []
    : [
        {
          kind: 'domain_named_like_signatory',
          domain: shownDomainOf(named.host),
          ...nameOf(other),
          speaks: 'against',
        },
      ]
}

/** Their own website is named like them by right: that it is the same is said elsewhere. */
const isTheirOwn = (website: string | null, { website: theirs }: OtherEndorsement): boolean =>
  website !== null && theirs !== null && sameWebsite(website, theirs)

function pageReasons(
  pages: readonly HostReading[],
  website: string | null,
  other: OtherEndorsement,
): Reason[] {
  const { name, names, known } = other
  if (website === null || pages.length === 0 || isTheirOwn(website, other)) return []
  const theirNames = [...givenNames({ name, names }), ...known.names, ...known.domains.map(labelOf)]
  if (!pages.some(page => isNamedLike(page, theirNames))) return []
  const page = pageOf(website) ?? website
  return [{ kind: 'page_named_like_signatory', page, ...nameOf(other), speaks: 'against' }]
}

/** True of a website at one of the domains. */
export function isKnownDomain(website: string, { domains }: KnownAs): boolean {
  const host = hostOfWebsite(website)
  const domain = host === null ? null : domainOf(host)
  return domain !== null && domains.includes(domain)
}

const domainOf = (host: string): string | null => siteOf(host)?.domain ?? null
const shownDomainOf = (host: string): string => domainOf(host) ?? host
