/**
 * The network that an address is of, as text: an IPv4 address's /24, an IPv6 address's /56, which is what a provider
 * gives one household or office at most. An IPv4 address in IPv6's clothes (RFC 4291, 2.5.5.2) is IPv4. Null for what
 * is no address.
 */
export function ipNetworkOf(address: string): string | null {
  const bare = address
    .trim()
    .replace(/^\[|\]$/g, '')
    .replace(/%.*$/, '')
  const plain = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(bare)
  if (plain) {
    const parts = plain.slice(1).map(Number)
    return parts.every(part => part <= 255) ? `${parts.slice(0, 3).join('.')}.0/24` : null
  }
  const groups = groupsOf(bare)
  if (!groups) return null
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, high = 0, low = 0] = groups
  if (a + b + c + d + e === 0 && f === 0xffff) return `${high >> 8}.${high & 255}.${low >> 8}.0/24`
  return `${[a, b, c, d & 0xff00].map(group => group.toString(16)).join(':')}::/56`
}

/**
 * Whether a network is this machine's own: who comes by it comes through a program beside us, as all visitors of an
 * onion service do. It is many people's, and one of them must not lock the others out.
 */
export const isShared = (network: string): boolean => network === '127.0.0.0/24' || network === '0:0:0:0::/56'

/** The eight groups of an IPv6 address, in whichever of its spellings; null for anything else. */
function groupsOf(address: string): number[] | null {
  if (!/^[0-9a-f:.]{2,45}$/i.test(address) || !address.includes(':')) return null
  const host = URL.parse(`http://[${address}]/`)?.hostname.slice(1, -1)
  if (host === undefined) return null
  const [head = '', tail] = host.split('::')
  const read = (text: string) => (text === '' ? [] : text.split(':').map(group => Number.parseInt(group, 16)))
  const [before, after] = [read(head), read(tail ?? '')]
  return tail === undefined
    ? before
    : [...before, ...Array(8 - before.length - after.length).fill(0), ...after]
}

/**
 * The address of whoever sent a request that came through `proxies` proxies of ours, by X-Forwarded-For: each proxy
 * adds at the end whom it was asked by, so the entry counted from the end is the outermost proxy's own word. What
 * stands before it anybody can have written. Without proxies, or where the header is shorter, it is the peer itself.
 */
export function senderOf(peer: string | null, forwarded: string | undefined, proxies: number): string | null {
  if (proxies === 0) return peer
  const entries = (forwarded ?? '').split(',')
  const entry = entries.length < proxies ? undefined : entries.at(-proxies)?.trim()
  if (!entry) return peer
  // Some proxies add the port.
  const bare =
    /^(\d+\.\d+\.\d+\.\d+):\d+$/.exec(entry)?.[1] ?? /^\[([^\]]+)\](?::\d+)?$/.exec(entry)?.[1] ?? entry
  return ipNetworkOf(bare) === null ? peer : bare
}
