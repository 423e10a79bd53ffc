import common from 'email-providers/common.json' with { type: 'json' }
import gaps from '../../../dist/lists/disposable.txt'
import { domainHash } from './domain-hash.ts'
import { hostOfAddress, siteOf } from './domains.ts'

/**
 * Where anybody has an address, missing from the packages' lists: our region's, and the private ones of people who need
 * them.
 */
const alsoFree = `
  tut.by mail.tut.by yandex.by yandex.kz yandex.ua yandex.uz yandex.lt yandex.lv bk.ru inbox.ru internet.ru xmail.ru
  vk.com email.su lenta.ru narod.ru autorambler.ru myrambler.ru ro.ru rambler.ua bigmir.net meta.ua ukrpost.ua online.ua email.ua
  inbox.lt one.lt takas.lt zebra.lt inbox.eu delfi.lt mail.ee online.ee op.pl tlen.pl poczta.onet.pl poczta.fm vp.pl
  interia.com interia.eu int.pl go2.pl autograf.pl buziaczek.pl
  tutanota.com tutanota.de tutamail.com tuta.io tuta.com keemail.me pm.me protonmail.ch riseup.net posteo.de posteo.net
  posteo.eu posteo.org disroot.org systemli.org autistici.org inventati.org mailfence.com runbox.com startmail.com
  fastmail.com hushmail.me countermail.com ctemplar.com kolabnow.com cock.li murena.io skiff.com
  duck.com mozmail.com simplelogin.com simplelogin.co anonaddy.com anonaddy.me addy.io privaterelay.appleid.com
  googlemail.com outlook.de outlook.fr outlook.pl outlook.lt hotmail.de hotmail.fr hotmail.co.uk live.co.uk live.ru
  ymail.com rocketmail.com yahoo.es yahoo.it yahoo.pl yahoo.co.in gmx.ch gmx.us gmx.fr email.cz post.cz mail.bg
`

/** In the package's list, but the house of somebody in particular, or an example. */
const notProviders = `
  example.com test.com test.de nus.edu.sg unican.es swissinfo.org dailypioneer.com parrot.com techspot.com
  medscape.com aver.com ancestry.com webindia123.com dnsmadeeasy.com
`

/** `disposable`: hashes of domains. */
type Lists = { free: ReadonlySet<string>; disposable: ReadonlySet<number> }
let lists: Lists | undefined

const list = (text: string): string[] => text.trim().split(/\s+/)

function readLists(): Lists {
  const not = new Set(list(notProviders))
  return {
    free: new Set([...common, ...list(alsoFree)].filter(domain => !not.has(domain))),
    disposable: new Set(sums(gaps.split(' ').map(gap => Number.parseInt(gap, 36)))),
  }
}

/** Each number and all before it together. */
function sums(numbers: readonly number[]): number[] {
  let sum = 0
  return numbers.map(number => {
    sum += number
    return sum
  })
}

/**
 * Whether anybody can have an address at this host (lower case, punycode), or one for ten minutes; null: a
 * host of somebody's own, as far as the lists know. A subdomain is its provider's: mail.tut.by.
 * Disposable wins over free. Kept lists: email-providers, disposable-email-domains-js (build/disposable.ts), and ours.
 */
export function mailProvider(host: string): 'free' | 'disposable' | null {
  const { free, disposable } = knownLists()
  const domains = domainsOf(host)
  if (domains.some(domain => disposable.has(domainHash(domain)))) return 'disposable'
  return domains.some(domain => free.has(domain)) ? 'free' : null
}

/** The domain of the provider at which anybody can have an address for good, of such a host; null of any other. */
export function freeProviderOf(host: string): string | null {
  if (mailProvider(host) !== 'free') return null
  const { free } = knownLists()
  return domainsOf(host).findLast(domain => free.has(domain)) ?? null
}

/**
 * The registrable domain of an address where it is somebody's own; null for a provider of free mail, where strangers
 * are neighbours.
 */
export function ownDomainOf(email: string): string | null {
  const host = hostOfAddress(email)
  return mailProvider(host) === 'free' ? null : (siteOf(host)?.domain ?? host)
}

// Made at the first question: a Worker pays for what it does while it starts.
function knownLists(): Lists {
  lists ??= readLists()
  return lists
}

/** A host and what it is a subdomain of, longest first. */
function domainsOf(host: string): string[] {
  // Not above the registrable domain: msk.ru is a provider and a suffix that other people's domains end in.
  const own = siteOf(host)?.domain ?? host
  const labels = host.split('.')
  return labels.map((_, at) => labels.slice(at).join('.')).filter(domain => domain.length >= own.length)
}
