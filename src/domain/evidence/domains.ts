import { parse } from 'tldts'
import { bareHost } from '../organisation.ts'

/**
 * Hosts where anybody gets a page of their own under the platform's name, so that no address can belong to
 * the page. Those that the Public Suffix List knows as such (github.io, blogspot.com) are not repeated.
 */
const platforms = new Set(
  `
  facebook.com fb.com fb.me instagram.com threads.net threads.com t.me telegram.me telegram.org telegra.ph teletype.in
  twitter.com x.com bsky.app mastodon.social tiktok.com youtube.com youtu.be linkedin.com vk.com vk.ru vk.me ok.ru
  whatsapp.com wa.me viber.com discord.com discord.gg reddit.com pinterest.com
  linktr.ee taplink.cc taplink.ws bit.ly tinyurl.com clck.ru goo.gl forms.gle google.com
  patreon.com gofundme.com buymeacoffee.com change.org avaaz.org petitions.by github.com gitlab.com notion.so
  wikipedia.org wikimedia.org
  `
    .trim()
    .split(/\s+/),
)

/** Suffixes under which others register, or are given, names of their own, missing from the Public Suffix List. */
const sharedZones = new Set(['org.by', 'net.by', 'edu.by', 'minsk.by'])
const sharedHosts = new Set(
  `
  wordpress.com medium.com substack.com livejournal.com tumblr.com tilda.ws narod.ru narod2.ru ucoz.ru ucoz.com
  ucoz.net ucoz.org at.ua do.am my1.ru weebly.com mystrikingly.com jimdofree.com jimdosite.com godaddysites.com
  business.site dreamwidth.org over-blog.com
  `
    .trim()
    .split(/\s+/),
)

/** A host seen as somebody's: `domain` is the registrable one, `platform` what gives it away to anybody, if so. */
export type Site = { readonly domain: string; readonly label: string; readonly platform: string | null }

/**
 * The registrable domain of a host (lower case, punycode) by the Public Suffix List with its private part,
 * as of tldts; null for a bare suffix, an address literal, a host without a dot.
 */
export function siteOf(host: string): Site | null {
  const { domain, domainWithoutSuffix, publicSuffix, isPrivate } = parse(host, { allowPrivateDomains: true })
  if (!domain || !domainWithoutSuffix || !publicSuffix) return null
  if (platforms.has(domain)) return { domain, label: domainWithoutSuffix, platform: domain }
  const shared = sharedZones.has(domain) || sharedHosts.has(domain)
  if (!shared) return { domain, label: domainWithoutSuffix, platform: isPrivate ? publicSuffix : null }
  const label =
    host
      .slice(0, -domain.length - 1)
      .split('.')
      .at(-1) ?? ''
  const platform = sharedHosts.has(domain) ? domain : null
  // The zone's own front page is nobody else's.
  if (label === '' || label === 'www') return { domain, label: domainWithoutSuffix, platform }
  return { domain: `${label}.${domain}`, label, platform }
}

/** The host of a website as it is stored (an absolute URL), in punycode; null if it is none. */
export const hostOfWebsite = (website: string): string | null => URL.parse(website)?.hostname ?? null

/** The host of an e-mail address, lower case, in punycode. */
export function hostOfAddress(email: string): string {
  const typed = email.slice(email.lastIndexOf('@') + 1).toLowerCase()
  return (URL.parse(`http://${typed}`)?.hostname ?? typed).replace(/\.$/, '')
}

/** A page on a platform, for comparing: host without www, and the path without its last slash. */
export function pageOf(website: string): string | null {
  const url = URL.parse(website)
  return url && bareHost(url) + url.pathname.replace(/\/+$/, '').toLowerCase()
}
