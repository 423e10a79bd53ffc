import { describe, expect, it } from 'vitest'
import { ipNetworkOf, senderOf } from '../../../src/domain/ip-network.ts'

describe('the network of an address', () => {
  it.each([
    ['203.0.113.9', '203.0.113.0/24'],
    ['203.0.113.255', '203.0.113.0/24'],
    ['::ffff:203.0.113.9', '203.0.113.0/24'],
    ['::ffff:cb00:7109', '203.0.113.0/24'],
    ['2001:db8:1:2ff:a::1', '2001:db8:1:200::/56'],
    ['2001:0DB8:0001:0200::', '2001:db8:1:200::/56'],
    ['[2001:db8:1:2ff::1]', '2001:db8:1:200::/56'],
    ['fe80::1%eth0', 'fe80:0:0:0::/56'],
    ['::1', '0:0:0:0::/56'],
  ])('%s is %s', (address, network) => {
    expect(ipNetworkOf(address)).toBe(network)
  })

  it.each(['', 'unknown', '256.1.1.1', '1.2.3', '1.2.3.4.5', 'localhost', '::1]/x', '2001:db8::1::2', 'a:b'])(
    'there is none of "%s"',
    text => {
      expect(ipNetworkOf(text)).toBe(null)
    },
  )
})

describe('who sent a request', () => {
  const [peer, client, forged] = ['10.0.0.1', '203.0.113.9', '198.51.100.1']

  it.each([
    ['without proxies the peer, whatever the header says', 0, `${forged}`, peer],
    ['through one proxy whom it names last', 1, `${forged}, ${client}`, client],
    ['through two whom the outer one names', 2, `${forged}, ${client}, 10.0.0.2`, client],
    ['with a header that is too short the peer', 2, client, peer],
    ['without a header the peer', 1, undefined, peer],
    ['with no address in its place the peer', 1, `${client}, unknown`, peer],
    ['with a port', 1, `${client}:4711`, client],
    ['with IPv6 and a port', 1, '[2001:db8::1]:4711', '2001:db8::1'],
    ['with IPv6', 1, '2001:db8::1', '2001:db8::1'],
  ])('is %s', (_, proxies, header, sender) => {
    expect(senderOf(peer, header, proxies)).toBe(sender)
  })
})
