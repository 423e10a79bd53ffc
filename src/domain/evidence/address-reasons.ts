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
  const [own, theirs] = [knownBy(one), knownBy(other)]
  const site = siteOfWebsite(own)
  if (!site || site.domain !== siteOfWebsite(theirs)?.domain) return false
  if (site.platform === null || hasOwnHost(site)) return true
  return pageOf(own) === pageOf(theirs)
}

/** Platforms under several names, by the one that stands for all. */
const mainNames: Readonly<Record<string, string>> = {
  'telegram.me': 't.me',
  'telegram.dog': 't.me',
  'fb.com': 'facebook.com',
  'fb.me': 'facebook.com',
  'twitter.com': 'x.com',
  'threads.com': 'threads.net',
  'vk.ru': 'vk.com',
  'vk.me': 'vk.com',
}

/** Hosts of the same pages, for telephones, for old browsers, in a language. */
const otherFace = /^(?:www|m|mobile|touch|web|old|[a-z]{2}-[a-z]{2})\./

/**
 * What stands in a path around the name of whose page it is, by platform: a preview before it (t.me/s/x), a part of the
 * page behind it (youtube.com/@x/videos). A path of another kind, as of a post, is a page of its own.
 */
const pathsOf: Readonly<Record<string, RegExp>> = {
  't.me': /^\/(?:s\/)?([\w+-]+)(?:\/\d+)?$/,
  'facebook.com': /^\/([\w.-]+)(?:\/(?:about|posts|photos|videos|events))?$/,
  'youtube.com': /^\/(@[^/]+)(?:\/(?:featured|videos|shorts|streams|playlists|community|about))?$/,
  'x.com': /^\/@?(\w+)(?:\/(?:with_replies|media|likes))?$/,
  'instagram.com': /^\/([\w.]+)(?:\/(?:reels|tagged))?$/,
  'vk.com': /^\/([\w.]+)$/,
}

/** A page of a platform under the platform's main name, by the name of whose page it is; any other as it stands. */
function knownBy(website: string): string {
  const url = URL.parse(website)
  const platform = url && siteOf(url.hostname)?.platform
  if (!url || !platform) return website
  const host = mainNames[platform] ?? platform
  const shown = url.hostname.replace(otherFace, '')
  if (shown !== platform) return website
  // Of a page of Facebook without a name.
  const id = host === 'facebook.com' && url.pathname === '/profile.php' ? url.searchParams.get('id') : null
  const path = id === null ? url.pathname.replace(/\/+$/, '') : `/${id}`
  const name = pathsOf[host]?.exec(path)?.[1]
  return `https://${host}${name === undefined ? path : `/${name}`}`
}

/** Where each page has a host of its own, whatever stands behind it is of the same page. */
const hasOwnHost = ({ domain, platform }: Site): boolean => domain !== platform

/** A mail provider's domain is no organisation's either: whoever has an address there may have a page. */
function siteOfWebsite(website: string | null): Site | null {
  const host = website === null ? null : hostOfWebsite(website)
  const site = host === null ? null : siteOf(host)
  if (!site || site.platform || !mailProvider(site.domain)) return site
  return { ...site, platform: site.domain }
}
