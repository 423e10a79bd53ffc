import { imitates } from './address-reasons.ts'
import type { Compared } from './comparing.ts'
import { hostOfAddress, hostOfWebsite, siteOf } from './domains.ts'
import type { KnownAs } from './known-as.ts'
import type { Reason } from './reasons.ts'

/**
 * What the domains that signatories are known by say of an address and a website (an absolute URL):
 * - under a signatory's name, an address elsewhere speaks against;
 * - so does a domain that imitates a known one, under any name.
 */
export function knownDomainReasons(
  email: string | null,
  website: string | null,
  others: readonly Compared[],
): Reason[] {
  const address = email === null ? null : domainOf(hostOfAddress(email))
  const domains = [address, websiteDomain(website)].filter(domain => domain !== null)
  return others.flatMap(({ other: { id, name, status, known }, likeness }): Reason[] => {
    if (status !== 'approved' || known.domains.length === 0) return []
    const imitation = domains.flatMap(domain =>
      known.domains.filter(one => resembles(domain, one)).map(one => ({ domain, known: one })),
    )[0]
    const reasons: Reason[] = imitation
      ? [{ kind: 'domain_like_signatory', ...imitation, id, name, speaks: 'against' }]
      : []
    if (address === null) return reasons
    if (known.domains.includes(address)) {
      return [...reasons, { kind: 'address_at_signatory', domain: address, id, name, speaks: 'neutral' }]
    }
    if (!likeness) return reasons
    return [
      ...reasons,
      { kind: 'address_not_at_signatory', domains: known.domains, id, name, speaks: 'against' },
    ]
  })
}

/** True of a website at one of the domains. */
export function isKnownDomain(website: string, { domains }: KnownAs): boolean {
  const domain = websiteDomain(website)
  return domain !== null && domains.includes(domain)
}

const domainOf = (host: string): string | null => siteOf(host)?.domain ?? null

function websiteDomain(website: string | null): string | null {
  const host = website === null ? null : hostOfWebsite(website)
  return host === null ? null : domainOf(host)
}

/** A short label is often another's by chance: baj.example, baj.media. */
const enoughForLabels = 5

function resembles(domain: string, known: string): boolean {
  const [site, knownSite] = [siteOf(domain), siteOf(known)]
  if (!site || !knownSite || domain === known) return false
  if (site.label === knownSite.label) return site.label.length >= enoughForLabels
  return imitates(site, knownSite)
}
