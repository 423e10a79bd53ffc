import { describe, expect, it } from 'vitest'
import type { Organisation } from '../../../../src/domain/organisation.ts'
import { everythingWaiting } from '../../../../src/moderation/queue/queue-filter.ts'
import { QueueList } from '../../../../src/moderation/queue/queue-list.tsx'
import { AsPublished } from '../../../../src/moderation/request/as-published.tsx'

const named = { name: 'Women of Kabul', names: { be: 'Жанчыны Кабула', fa: 'زنان کابل' } }
const organisation: Organisation = { ...named, country: null, website: null, signer: { kind: 'network' } }

describe('the names that become public', () => {
  it('are all shown before they do, in whatever language they are', () => {
    const html = String(
      AsPublished({ lang: 'en', details: { organisation, comment: null, nameWithheld: false } }),
    )
    expect(html).toContain('Жанчыны Кабула')
    expect(html).toMatch(/Persian.*<dd lang="fa" dir="rtl"><bdi translate="no">زنان کابل<\/bdi>/s)
  })

  it('are all in its row, with who asks', () => {
    const row = {
      ...named,
      id: crypto.randomUUID(),
      revision: 2,
      status: 'confirmed',
      kind: 'network',
      language: 'en',
      country: null,
      evidence: null,
      nameWithheld: false,
      hasFirstApproval: false,
      notes: 0,
      amended: false,
      founding: false,
      unreached: false,
      proposedAt: null,
      queuedAt: new Date(0),
      age: 0,
      statement: null,
    } as const
    const html = String(QueueList({ lang: 'en', rows: [row], filter: everythingWaiting }))
    expect(html).toContain('<bdi lang="fa" dir="rtl" translate="no">زنان کابل</bdi>')
    expect(html).toContain('Жанчыны Кабула')
    expect(html).toContain('<span>Network</span>')
  })
})
