import { imitates } from './domain-likeness.ts'
import { hostOfAddress, hostOfWebsite, pageOf, type Site, siteOf } from './domains.ts'
import { mailProvider } from './mail-providers.ts'
import type { Reason } from './reasons.ts'

/** What the address says of the organisation, beside its website (an absolute URL); null: erased, none. */
export function addressReasons(email: string | null, website: string | null): Reason[] {
  const site = siteOfWebsite(website)
  const reasons = email === null ? [] : addressReason(hostOfAddress(email), site)
  if (email === null) reasons.push({ kind: 'contact_erased', speaks: 'neutral' })
  if (!site) reasons.push({ kind: 'no_website', speaks: 'neutral' })
  // A name in a zone like pp.ua is its holder's, once an address there was confirmed.
  if (site?.platform && !reasons.some(({ kind }) => kind === 'address_at_website')) {
    reasons.push({ kind: 'website_is_platform', domain: site.platform, speaks: 'neutral' })
  }
  return reasons
}

function addressReason(host: string, website: Site | null): Reason[] {
  const address = siteOf(host)
  const domain = address?.domain ?? host
  const provider = mailProvider(host)
  if (provider === 'disposable') return [{ kind: 'disposable_mail', domain, speaks: 'against' }]
  if (provider === 'free') {
    return [{ kind: 'free_mail', domain, speaks: website && !website.platform ? 'neutral' : 'against' }]
  }
  if (!website || website.domain === website.platform) return []
  if (domain === website.domain) return [{ kind: 'address_at_website', domain, speaks: 'for' }]
  // No address could be at home on a platform: that the website is there says it all.
  if (website.platform) return []
  const speaks = address && imitates(address, website) ? 'against' : 'neutral'
  return [{ kind: 'address_elsewhere', address: domain, website: website.domain, speaks }]
}

/** True of two pages of one registrable domain; on a platform, of the same page only. */
export function sameWebsite(one: string, other: string): boolean {
  const site = siteOfWebsite(one)
  if (!site || site.domain !== siteOfWebsite(other)?.domain) return false
  return site.platform === null || pageOf(one) === pageOf(other)
}

/** A mail provider's domain is no organisation's either: whoever has an address there may have a page. */
function siteOfWebsite(website: string | null): Site | null {
  const host = website === null ? null : hostOfWebsite(website)
  const site = host === null ? null : siteOf(host)
  if (!site || site.platform || !mailProvider(site.domain)) return site
  return { ...site, platform: site.domain }
}
