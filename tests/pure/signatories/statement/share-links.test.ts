import { expect, it } from 'vitest'
import { shareLinks } from '../../../../src/signatories/statement/share-links.ts'

it('links to share carry title and address whole, whatever is in them', () => {
  const title = 'One & “two” # 100 % ўсе?'
  const address = 'https://countersign.test/be/a?b=c&d'
  for (const { label, href } of shareLinks(title, address)) {
    expect(decodeURIComponent(href), label).toContain(address)
    const { searchParams, hash, protocol } = new URL(href)
    expect(hash, label).toBe('')
    expect(protocol, label).toMatch(/^(https|mailto):$/)
    const values = [...searchParams.values()]
    expect(
      values.some(value => value.includes(address)),
      label,
    ).toBe(true)
    if (label !== 'share.facebook') expect(values.join(), label).toContain(title)
  }
})
