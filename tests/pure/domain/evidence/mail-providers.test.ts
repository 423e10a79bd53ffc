import blocklist from 'disposable-email-domains-js/dist/dict/disposable_email_blocklist.json' with {
  type: 'json',
}
import common from 'email-providers/common.json' with { type: 'json' }
import { describe, expect, it } from 'vitest'
import { domainHash } from '../../../../src/domain/evidence/domain-hash.ts'
import { mailProvider } from '../../../../src/domain/evidence/mail-providers.ts'

describe('the list of addresses for ten minutes, by its hashes', () => {
  const domains = new Set<string>(blocklist)

  it('has every domain of the package, and as many hashes', () => {
    const others = blocklist.filter(domain => mailProvider(domain) !== 'disposable')
    expect(others).toEqual([])
    expect(new Set(blocklist.map(domainHash)).size).toBe(domains.size)
  })

  it('takes no provider for one that is not in the package, and no domain that differs in a letter', () => {
    const taken = (others: readonly string[]) =>
      others.filter(domain => !domains.has(domain) && mailProvider(domain) === 'disposable')
    expect(taken(common)).toEqual([])
    // Of a longer one the domain above it may be in the list.
    const altered = blocklist.filter(domain => domain.split('.').length === 2).map(domain => `x0${domain}`)
    expect(altered.length).toBeGreaterThan(5000)
    expect(taken(altered)).toEqual([])
  })
})
