import { describe, expect, it } from 'vitest'
import { ownDomainOf } from '../../../src/domain/evidence/mail-providers.ts'
import { holdUpDomain, holdUpNetwork, secondsUntil } from '../../../src/domain/flood.ts'
import { ipNetworkOf } from '../../../src/domain/ip-network.ts'

const endsAt = new Date('2030-03-01T13:00:00Z')
const limits = {
  formsByNetwork: 60,
  unprovedByNetwork: 6,
  unprovedInFlood: 1,
  flood: 40,
  greatFlood: 80,
  provedByNetwork: 60,
  unprovedByDomain: 12,
  provedByDomain: 48,
  confirmedByDomain: 10,
}
const ofNetwork = (used: number, taken: number, hasProof = false, network = '203.0.113.0/24') =>
  holdUpNetwork(limits, { network, hasProof, count: { used, endsAt }, taken })?.kind ?? 'take'
const ofDomain = (used: number, hasProof = false) =>
  holdUpDomain(limits, { hasProof, count: { used, endsAt } })?.kind ?? 'take'

describe('a mail form without a proof', () => {
  it('is taken from a network six times an hour while all is quiet, then it needs one', () => {
    expect([1, 6, 7].map(used => ofNetwork(used, 40))).toEqual(['take', 'take', 'prove'])
  })

  it('is taken once in a flood', () => {
    expect([1, 2].map(used => ofNetwork(used, 41))).toEqual(['take', 'prove'])
  })

  it('is taken of nobody in a great flood', () => {
    expect([ofNetwork(1, 80), ofNetwork(1, 81)]).toEqual(['take', 'prove'])
  })

  it('is taken twelve times a day for one domain', () => {
    expect([12, 13].map(used => ofDomain(used))).toEqual(['take', 'prove'])
  })
})

describe('a mail form with a proof', () => {
  it('is taken in a flood as ever, and waits from its 61st on', () => {
    expect([2, 60, 61].map(used => ofNetwork(used, 9999, true))).toEqual(['take', 'take', 'wait'])
  })

  it.each(['127.0.0.1', '::1'])(
    'is always enough behind %s, which visitors of an onion service share',
    address => {
      const network = ipNetworkOf(address) ?? ''
      expect(ofNetwork(9999, 9999, true, network)).toBe('take')
      expect(ofNetwork(7, 0, false, network)).toBe('prove')
    },
  )

  it('waits until tomorrow where a domain has had 48', () => {
    expect([48, 49].map(used => ofDomain(used, true))).toEqual(['take', 'wait'])
    expect(holdUpDomain(limits, { hasProof: true, count: { used: 49, endsAt } })).toEqual({
      kind: 'wait',
      of: 'domain',
      until: endsAt,
    })
  })
})

it('counts the registrable domain, and none of free mail', () => {
  expect(ownDomainOf('anna@mail.forum.example.co.uk')).toBe('example.co.uk')
  expect(ownDomainOf('anna@Forum.example')).toBe('forum.example')
  for (const email of ['anna@gmail.com', 'anna@googlemail.com', 'anna@tut.by', 'anna@proton.me'])
    expect(ownDomainOf(email), email).toBe(null)
})

it('says when to come back in whole seconds', () => {
  expect(secondsUntil(endsAt, new Date('2030-03-01T12:59:58.500Z'))).toBe(2)
  expect(secondsUntil(endsAt, endsAt)).toBe(1)
})
