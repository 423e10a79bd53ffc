import { describe, expect, it } from 'vitest'
import { cachingHeaders } from '../../../src/held/caching.ts'

const atTheEdge = 'public, max-age=1, stale-if-error=3600'

describe('how a public answer may be kept', () => {
  it('is for a second where nobody is in danger, by proxies and by Cloudflare', () => {
    expect(cachingHeaders({ asOf: null, readersInDanger: false })).toEqual({
      'cache-control': 'public, max-age=0, s-maxage=1, stale-if-error=3600',
      'cloudflare-cdn-cache-control': atTheEdge,
    })
  })

  it('is not at all in a browser where readers are in danger, and for the same second by what stands before us', () => {
    expect(cachingHeaders({ asOf: null, readersInDanger: true })).toEqual({
      'cache-control': 'no-store',
      'cdn-cache-control': atTheEdge,
      'cloudflare-cdn-cache-control': atTheEdge,
      'x-accel-expires': '1',
    })
  })

  it.each([true, false])('says its age while the database is away (in danger: %s)', readersInDanger => {
    const asOf = new Date(Date.now() - 90_000).toISOString()
    const { age, ...others } = cachingHeaders({ asOf, readersInDanger })
    expect(Number(age)).toBeGreaterThanOrEqual(90)
    expect(others).toEqual(cachingHeaders({ asOf: null, readersInDanger }))
  })
})
