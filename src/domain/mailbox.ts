/**
 * One row a provider: the domains under which it delivers to one and the same mailbox, the first of them standing for
 * all, and which spellings of the part before the @ it takes for one.
 */
type Provider = {
  readonly domains: string
  /** Characters that it ignores. */
  readonly ignores?: RegExp
  /** Whether it takes a dot for a hyphen. */
  readonly dotIsHyphen?: true
  /** Whether `anything@name.domain` is `name@domain`. */
  readonly subdomains?: true
}

/**
 * As the providers' own pages of help say it:
 * - Gmail ignores dots; googlemail.com is gmail.com.
 * - Proton ignores dots, hyphens and underscores; its domains share their names.
 * - Yandex takes a dot for a hyphen; its domains share their names.
 * - iCloud gives one name under three domains to one person.
 * - Fastmail delivers what comes to any name under a user's subdomain.
 */
const providers: readonly Provider[] = [
  { domains: 'gmail.com googlemail.com', ignores: /\./g },
  { domains: 'proton.me protonmail.com protonmail.ch pm.me', ignores: /[._-]/g },
  {
    domains:
      'yandex.ru ya.ru yandex.com yandex.by yandex.kz yandex.ua yandex.uz yandex.lt yandex.lv yandex.ee',
    dotIsHyphen: true,
  },
  { domains: 'icloud.com me.com mac.com' },
  { domains: 'fastmail.com', subdomains: true },
  { domains: 'fastmail.fm', subdomains: true },
]

type Rule = Omit<Provider, 'domains'> & { readonly domain: string }

const rules = new Map<string, Rule>(
  providers.flatMap(({ domains, ...provider }) => {
    const all = domains.split(' ')
    const [first = ''] = all
    return all.map(domain => [domain, { ...provider, domain: first }] as const)
  }),
)

/**
 * The mailbox that an address leads to, as an address: two spellings of one mailbox give the same. `address` is in
 * lower case, its host in A-labels.
 *
 * A tag behind a plus is nobody else's at any host: Gmail, Microsoft, Proton, Fastmail, Yandex, mail.ru and iCloud
 * deliver it to the name before it, as do most servers of organisations. All else is folded by `providers` alone: at
 * other hosts a.b and ab can be two people.
 */
export function mailboxOf(address: string): string {
  const at = address.lastIndexOf('@')
  const [name, host] = [address.slice(0, at), address.slice(at + 1).replace(/\.$/, '')]
  const rule = rules.get(host)
  if (!rule) return ofSubdomain(host) ?? `${withoutTag(name)}@${host}`
  const bare = withoutTag(name)
  const kept = rule.ignores ? bare.replace(rule.ignores, '') : bare
  return `${rule.dotIsHyphen ? kept.replaceAll('.', '-') : kept}@${rule.domain}`
}

/** A name that is a tag and nothing else keeps it. */
const withoutTag = (name: string): string => (name.indexOf('+') > 0 ? name.slice(0, name.indexOf('+')) : name)

function ofSubdomain(host: string): string | null {
  const dot = host.indexOf('.')
  const rule = rules.get(host.slice(dot + 1))
  return rule?.subdomains ? `${withoutTag(host.slice(0, dot))}@${rule.domain}` : null
}
